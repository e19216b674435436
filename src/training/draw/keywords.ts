import { RagstoneError } from '../../errors.ts';

/** What a query asks for, in words that articles use. */
const keywords: Readonly<Record<string, string>> = {
  'country.capital': 'capital',
  'country.area': 'area',
  'region.country': 'country',
  'region.capital': 'capital',
  'region.area': 'area',
  'town.region': 'region',
  'town.population': 'population',
  'town.founded': 'founded',
  'town.river': 'river',
  'town.mayor': 'mayor',
  'river.source': 'source',
  'river.length': 'length',
  'mountain.region': 'region',
  'mountain.height': 'height',
  'university.town': 'town',
  'university.founded': 'founded',
  'company.industry': 'industry',
  'company.founder': 'founder',
  'company.founded': 'founded',
  'company.headquarters': 'headquarters',
  'company.employees': 'employees',
  'person.occupation': 'occupation',
  'person.birthplace': 'birthplace',
  'person.born': 'year of birth',
  'person.spouse': 'spouse',
  'person.employer': 'employer',
  'person.education': 'university',
  'book.author': 'author',
  'book.published': 'published',
  'book.publisher': 'publisher',
  'film.director': 'director',
  'film.released': 'released',
  'film.star': 'star',
  'film.book': 'based on',
  'film.length': 'running time',
  'song.performer': 'performer',
  'song.composer': 'composer',
  'song.released': 'released',
  'event.place': 'place',
  'event.year': 'year',
  'event.organiser': 'organiser',
};

/** The words behind a name in a short query for this relation: `Velmora mayor`. */
export function keywordOf(relation: string): string {
  const found = keywords[relation];
  if (found === undefined) {
    throw new RagstoneError('internal', `There is no keyword for the relation ${relation}.`, {
      input: relation,
    });
  }
  return found;
}
