import { expect, test } from 'vitest';
import type { Part } from '../../../src/ports/prompt.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { openToy, toy } from '../../support/modelServer/openToy.ts';
import { toyName } from '../../support/modelServer/served.ts';
import { speak } from '../../support/modelServer/toyModel.ts';

const never = new AbortController().signal;

/** llama.cpp's shows what it was started to show, Ollama and OpenAI never show any. */
test.each(['vllm', 'sglang', 'tgi'])(
  'control tokens show in the text of %s where the method speaks in them, whole or streamed, and nowhere else',
  async (kind) => {
    const said = async (parts: readonly Part[], firstToken: boolean): Promise<string> => {
      const answering = familyServers[kind]?.(toy({ say: '[Relevant]yes[Retrieval]' }));
      const { server } = await openToy(answering ?? (() => undefined), {}, { firstToken });
      const backend = await server.open(toyName);
      return (await backend.generate({ prompt: { kind: 'text', parts }, maxTokens: 9 }, never)).text;
    };
    for (const firstToken of [false, true]) {
      expect(await said([{ text: `q${speak}` }], firstToken)).toBe('yes');
      expect(await said([{ control: '[Retrieval]' }, { text: speak }], firstToken)).toBe(
        '[Relevant]yes[Retrieval]',
      );
    }
  },
);
