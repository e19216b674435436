import { closedBook } from '../../src/methods/closed-book.ts';
import { extractive } from '../../src/methods/extractive.ts';
import { imRag } from '../../src/methods/im-rag.ts';
import { invarRag } from '../../src/methods/invar-rag.ts';
import { ircot } from '../../src/methods/ircot.ts';
import { ircotFlashrag } from '../../src/methods/ircot-flashrag.ts';
import { iterRetgen } from '../../src/methods/iter-retgen.ts';
import { selfRag } from '../../src/methods/self-rag.ts';
import { standardRag } from '../../src/methods/standard-rag.ts';
import { methodConformance } from '../../src/vitest/methodConformance.ts';

const prompts = [{ prompt: 'chat' }, { prompt: 'text' }];

methodConformance(closedBook, prompts);
methodConformance(standardRag, prompts);
methodConformance(extractive);
methodConformance(invarRag, prompts);
methodConformance(ircot, [...prompts, { reader: 'direct' }]);
methodConformance(ircotFlashrag, prompts);
methodConformance(iterRetgen, [...prompts, { query: 'flexrag', rounds: 3 }]);
methodConformance(imRag, [
  { refiner: 'listwise', window: 4, stride: 2 },
  { refiner: 'pointwise' },
  { refiner: 'none', stop: 'never' },
  { refiner: 'none', stop: 'switch' },
  { variant: 'trained', prompt: 'text', refiner: 'none' },
  { variant: 'trained', prompt: 'chat', refiner: 'pointwise' },
]);
methodConformance(selfRag, [
  {},
  { preset: 'paper', retrieve: 'generated' },
  { longForm: 'paper', retrieve: 'always', k: 3, maxSegments: 3 },
  { longForm: 'static', retrieve: 'always', k: 3, maxSegments: 3 },
  { critique: 'prompted', k: 4 },
]);
