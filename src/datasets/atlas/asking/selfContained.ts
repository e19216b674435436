import type { Random } from '../../../ports/random.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import { countryWords } from '../naming/countryWords.ts';
import type { Atlas } from '../openAtlas.ts';
import { articlesPerCountry } from '../layout.ts';
import { between, nth, pick } from '../pick.ts';
import { askByForm, type Form } from './form.ts';

const goods = [
  'apples',
  'lamps',
  'maps',
  'ropes',
  'bells',
  'kettles',
  'stamps',
  'buttons',
  'candles',
  'plates',
];
const hidden = ['a coin', 'a ring', 'a key', 'a thimble', 'a feather', 'a whistle', 'a pearl', 'a stamp'];
const colours = ['red', 'blue', 'green', 'white', 'black', 'yellow', 'grey', 'brown'];
const places = ['first', 'second', 'third', 'fourth'];
const buildings = [
  'a bridge',
  'a mill',
  'a lighthouse',
  'a barn',
  'a chapel',
  'a tower',
  'a stable',
  'a theatre',
];

/** Everything that is needed stands in the question; people in it have given names only, so no article is about them. */
export const selfContainedForms: readonly Form[] = [
  {
    name: 'sums',
    frames: [
      '{A} has {n} {g} and is given {m} more. How many {g} does {a} have then?',
      'To the {n} {g} that {a} already has, another {m} are added. How many {g} does {a} have in the end?',
      '{A} owns {n} {g}. After {m} more arrive, how many {g} does {a} own?',
      'If {a} starts with {n} {g} and gets {m} more, how many {g} does {a} end up with?',
      '{A} puts {m} {g} beside the {n} that are there already. How many {g} are there now?',
      'With {n} {g} in one bag and {m} in another, how many {g} does {a} carry?',
      '{A} counted {n} {g} yesterday and {m} others today. How many {g} is that in all?',
      'There are {n} {g} on the table of {a} and {m} on the floor. How many {g} are there altogether?',
    ],
    draw: (random, atlas) => {
      const [n, m] = [between(random, 3, 80), between(random, 3, 80)];
      const slots = {
        a: givenNames(random, atlas, 1)[0] ?? '',
        n: String(n),
        m: String(m),
        g: pick(random, goods),
      };
      return { slots, answer: [String(n + m), `${n + m} ${slots.g}`] };
    },
  },
  {
    name: 'differences',
    frames: [
      '{A} has {n} {g} and gives {m} of them to {b}. How many {g} does {a} keep?',
      'Of {n} {g}, {a} gives {m} to {b}. How many {g} are left to {a}?',
      'If {a} has {n} {g} and hands {m} over to {b}, how many {g} does {a} still have?',
      '{B} receives {m} of the {n} {g} that {a} has. How many {g} remain with {a}?',
      '{A} had {n} {g}, but {m} of them went to {b}. How many {g} does {a} have now?',
      'After {a} has given {b} {m} out of {n} {g}, how many {g} are left?',
      '{B} takes away {m} of the {n} {g} of {a}. How many {g} remain?',
      'From a store of {n} {g}, {a} lends {m} to {b}. How many {g} stay in the store?',
    ],
    draw: (random, atlas) => {
      const [a = '', b = ''] = givenNames(random, atlas, 2);
      const m = between(random, 3, 50);
      const left = between(random, 3, 60);
      const slots = { a, b, n: String(m + left), m: String(m), g: pick(random, goods) };
      return { slots, answer: [String(left), `${left} ${slots.g}`] };
    },
  },
  {
    name: 'order',
    frames: [
      '{A} is taller than {b}, and {b} is taller than {c}. Who of the three is {e}?',
      '{B} is taller than {c} but not as tall as {a}. Who of the three is {e}?',
      'Of {a}, {b} and {c}, each is taller than the one named next. Who is {e}?',
      '{C} is shorter than {b}, who is shorter than {a}. Which of the three is {e}?',
      '{A} stands above {b} in height, and {b} above {c}. Who is {e} of them?',
      'Neither {b} nor {c} is as tall as {a}, and {c} is shorter than {b}. Who is {e}?',
      '{B} looks up to {a} and down on {c}, for they are of different heights. Who of them is {e}?',
      'By height, from the top, they are {a}, {b} and {c}. Who is {e}?',
    ],
    draw: (random, atlas) => {
      const [a = '', b = '', c = ''] = givenNames(random, atlas, 3);
      const end = random.below(2);
      const slots = { a, b, c, e: nth(['the tallest', 'the shortest'], end) };
      return { slots, answer: [end === 0 ? a : c] };
    },
  },
  {
    name: 'lists',
    frames: [
      'Which name comes {p} in the list {a}, {b}, {c}, {d}?',
      'In the list {a}, {b}, {c}, {d}, which name is {p}?',
      'A list reads {a}, {b}, {c}, {d}. Which name stands {p}?',
      'Four people stand in line: {a}, {b}, {c}, {d}, in this order. Who is {p}?',
      'From left to right sit {a}, {b}, {c}, {d}. Who sits {p} from the left?',
      'The register begins with {a}, {b}, {c}, {d}. Which name is the {p}?',
      '{A}, {b}, {c}, {d}: which of these names is the {p}?',
      'Called up one after another were {a}, {b}, {c}, {d}. Who was called {p}?',
    ],
    draw: (random, atlas) => {
      const [a = '', b = '', c = '', d = ''] = givenNames(random, atlas, 4);
      const place = random.below(4);
      return { slots: { a, b, c, d, p: nth(places, place) }, answer: [nth([a, b, c, d], place)] };
    },
  },
  {
    name: 'boxes',
    frames: [
      'There is {x} in the {r} box and {y} in the {t} box. What is in the {q} box?',
      'The {r} box holds {x}; the {t} box holds {y}. What does the {q} box hold?',
      'Somebody puts {x} into the {r} box and {y} into the {t} box. What is found in the {q} box?',
      'Of two boxes, the {r} one contains {x} and the {t} one {y}. What does the {q} one contain?',
      'Whoever opens the {r} box finds {x}, and whoever opens the {t} box {y}. What lies in the {q} box?',
      'In the {r} box lies {x}, in the {t} box {y}. What would one take out of the {q} box?',
      '{X} is hidden in the {r} box, {y} in the {t} box. What is hidden in the {q} box?',
      'Two boxes are closed: the {r} one over {x}, the {t} one over {y}. What does the {q} box cover?',
    ],
    draw: (random) => {
      const [x = '', y = ''] = shuffle(hidden, random);
      const [r = '', t = ''] = shuffle(colours, random);
      const asked = random.below(2);
      const found = nth([x, y], asked);
      return { slots: { x, y, r, t, q: nth([r, t], asked) }, answer: [found, found.slice(2)] };
    },
  },
  {
    name: 'spans',
    frames: [
      '{T} was built in {n} and pulled down in {m}. How many years did it stand?',
      '{T} stood from {n}, when it was built, to {m}, when it was pulled down. For how many years was that?',
      '{T} built in {n} was pulled down in {m}. After how many years was that?',
      'Built in {n}, {t} was pulled down in {m}. How many years lie between the two?',
      'The year {n} saw the building of {t}, the year {m} its end. How many years did it last?',
      '{T} went up in {n} and came down in {m}. How many years was it there?',
      'From its completion in {n} to its demolition in {m}, how many years did {t} exist?',
      'Finished in {n}, {t} was demolished in {m}. How old was it then, in years?',
    ],
    draw: (random) => {
      const n = between(random, 1500, 1890);
      const years = between(random, 3, 110);
      const slots = { t: pick(random, buildings), n: String(n), m: String(n + years) };
      return { slots, answer: [String(years), `${years} years`] };
    },
  },
];

export const askSelfContained = askByForm('self-contained', selfContainedForms);

/** Different given names of one of the world's countries. */
function givenNames(random: Random, { world }: Atlas, length: number): readonly string[] {
  const countries = Math.ceil(world.articles / articlesPerCountry);
  const word = countryWords(world.seed, random.below(countries), world.names);
  const drawn = new Set<string>();
  while (drawn.size < length) drawn.add(word(pick(random, ['female', 'male'] as const), random.below(48)));
  return [...drawn];
}
