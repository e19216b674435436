import type { Backend, Capabilities } from '../../ports/backend.ts';
import type { Finding } from '../../ports/finding.ts';
import { known } from '../known.ts';
import { attempt } from './attempt.ts';

/**
 * A model of the engine in process, in the form of the other examinations. Nothing is generated: the engine is in our
 * hands, and its tests say what it does. Only whether control tokens are such in this model is looked up.
 */
export async function examineEngine(
  backend: Backend,
  controls: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly can: Capabilities }> {
  const { can, identity } = backend;
  const count = (text: string, control: string): Promise<number> =>
    backend.countTokens({ kind: 'text', parts: [{ text }, { control }] }, signal);
  const tokens = [];
  for (const control of controls) {
    tokens.push(
      await attempt<boolean>(`control token ${control}`, async () => {
        const one = (await count('a', control)) - (await count('a', '')) === 1;
        return one
          ? { status: 'ok', value: true, detail: 'one token, written out' }
          : { status: 'no', value: false, detail: 'it is not one token of this model' };
      }),
    );
  }
  const told = (name: string, value: unknown, detail: string): Finding => ({
    name,
    status: 'ok',
    value,
    detail,
  });
  const { contextTokens, does, prompts } = can;
  const generates = does.includes('generate');
  const shown = tokens.flatMap(({ value }) => value ?? []);
  return {
    can: { ...can, ...(shown.length > 0 && { controlTokens: known(shown.every(Boolean)) }) },
    findings: [
      told('engine', identity.server, identity.server),
      ...(contextTokens.known
        ? [told('context length', contextTokens.value, `${contextTokens.value} tokens`)]
        : []),
      ...(generates
        ? [
            told('prompts', prompts, prompts.join(' and ')),
            told('logprobs', 'exact', 'of any token, from the logits'),
            told('logprobs scale', 'before temperature', 'the same at every temperature'),
            ...tokens,
            told('seed', true, 'honoured'),
          ]
        : []),
      told('too long a prompt', true, 'refused, not cut'),
      ...(does.includes('embed')
        ? [told('embeddings', null, 'pooling mean or last as asked for, raw on request')]
        : []),
      ...(does.includes('rerank') ? [told('reranking', null, 'scores from 0 to 1')] : []),
    ],
  };
}
