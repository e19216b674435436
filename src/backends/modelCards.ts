import { z } from 'zod';
import { readAs } from './dialects/readAs.ts';

const shape = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        max_model_len: z.int().nullish(),
        parent: z.string().nullish(),
        meta: z.object({ n_ctx: z.int().nullish(), n_vocab: z.int().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

export type ModelCard = NonNullable<z.output<typeof shape>['data']>[number];

/** The list of `GET /v1/models`; empty where there is no such route. */
export function modelCards(answer: unknown): readonly ModelCard[] {
  return answer === undefined ? [] : (readAs(shape, answer, 'list of models').data ?? []);
}
