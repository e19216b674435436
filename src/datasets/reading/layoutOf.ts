import type { Seen } from './lookAt.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Keys that Ragstone's own layout may have. */
const ownKeys = new Set(
  'id question answers facts titles passages context saved rewordings claim choices slices'.split(' '),
);

/**
 * What tells the record layouts apart, the surer signs first: most have `question`, and several share `answers` or
 * `ctxs`.
 */
const byRecord: readonly (readonly [name: string, fits: (keys: Keys) => boolean])[] = [
  ['flashrag', has('question', 'golden_answers')],
  ['musique', (keys) => hasIn(keys['paragraphs'], 'paragraph_text')],
  ['popqa', has('question', 'possible_answers')],
  ['hotpotqa', has('question', 'supporting_facts')],
  ['hotpotqa', (keys) => has('_id', 'question', 'context')(keys) && Array.isArray(keys['context'])],
  ['dpr', (keys) => hasIn(keys['contexts'], 'docid') || hasIn(keys['contexts'], 'score')],
  ['dpr', (keys) => hasIn(keys['ctxs'], 'id') && hasIn(keys['ctxs'], 'score')],
  [
    'selfrag',
    (keys) => 'question' in keys && ['ctxs', 'top_contexts', 'answerKey'].some((key) => key in keys),
  ],
  ['nq-open', (keys) => 'question' in keys && Array.isArray(keys['answer'])],
  ['ragstone', (keys) => 'question' in keys && Object.keys(keys).every((key) => ownKeys.has(key))],
  ['selfrag', has('question', 'answers')],
];

/** The name of the question layout that was seen, if it is one. */
export function questionLayoutOf(seen: Seen): string | undefined {
  switch (seen.kind) {
    case 'files':
      return seen.names.some((name) => name.includes('queries.jsonl')) ? 'beir' : undefined;
    case 'object':
      return seen.key === 'Data' ? 'triviaqa' : 'squad';
    case 'records':
      return byRecord.find(([, fits]) => fits(seen.first))?.[0];
    case 'table':
      return seen.header.includes('possible_answers') ? 'popqa' : undefined;
    case 'nothing':
      return undefined;
  }
}

/** The name of the corpus layout that was seen, if it is one. */
export function corpusLayoutOf(seen: Seen): string | undefined {
  switch (seen.kind) {
    case 'files':
      return seen.names.some((name) => name.includes('corpus.jsonl')) ? 'beir' : undefined;
    case 'table':
      return seen.header.join() === 'id,text,title' ? 'dpr' : undefined;
    case 'records':
      if ('contents' in seen.first) return 'flashrag';
      if ('text' in seen.first && !('question' in seen.first)) return 'jsonl';
      return hasContexts(questionLayoutOf(seen), seen.first) ? 'contexts' : undefined;
    case 'object':
      return questionLayoutOf(seen) === 'squad' ? 'contexts' : undefined;
    case 'nothing':
      return undefined;
  }
}

function hasContexts(layout: string | undefined, keys: Keys): boolean {
  return (
    layout !== undefined &&
    (['context', 'paragraphs'].some((key) => key in keys) || hasIn([keys['metadata']], 'context'))
  );
}

function has(...names: readonly string[]): (keys: Keys) => boolean {
  return (keys) => names.every((name) => name in keys);
}

/** Whether a list begins with an object that has the key. */
function hasIn(list: unknown, name: string): boolean {
  const [first] = Array.isArray(list) ? (list as readonly unknown[]) : [];
  return typeof first === 'object' && first !== null && name in first;
}
