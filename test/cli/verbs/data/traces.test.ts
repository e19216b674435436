import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { trainingFileNames } from '../../../../src/cli/verbs/data/trainingFileNames.ts';
import { traces } from '../../../../src/cli/verbs/data/traces.ts';
import { trainingFiles } from '../../../../src/training/trainingPlan.ts';
import { openaiServer } from '../../../support/modelServer/openai.ts';
import { toy } from '../../../support/modelServer/openToy.ts';
import { type Answering, startHttp } from '../../../support/modelServer/startHttp.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { bridge } from '../../../training/traces/bridge.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function ragstoneTraces(...flags: readonly string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const data = new Command('data');
  traces(data);
  for (const command of data.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await data.parseAsync(['traces', ...flags], { from: 'user' });
  return printed.join('');
}

/** Questions as HotpotQA lays them out, and a folder to write to. */
async function quiz(count = 2): Promise<{ readonly file: string; readonly out: string }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'quiz.jsonl');
  const { asked, gold, context = [], slices } = bridge;
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      _id: `q${n}`,
      question: asked.text,
      answer: n === 1 ? 'Mellin' : gold.answers[0]?.[0],
      type: slices['type'],
      supporting_facts: gold.facts?.map(({ title, sentence }) => [title, sentence]),
      context: context.map(({ title, sentences }) => [title, sentences]),
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return { file, out: path.join(folder, 'traces') };
}

async function linesOf(folder: string, name: string): Promise<readonly string[]> {
  return (await readFile(path.join(folder, name), 'utf8')).trim().split('\n');
}

describe('ragstone data traces', () => {
  it('writes the files and says what is in them and what is not', async () => {
    const { file, out } = await quiz();
    const printed = await ragstoneTraces(
      `quiz=${file}`,
      '--split',
      'train',
      '--training',
      'all',
      '--out',
      out,
    );
    expect(printed).toMatch(/^reader\.jsonl: 2 lines, \d+ words and marks$/m);
    expect(printed).toMatch(/^self-rag\.jsonl: nothing\n {2}2 questions left out: nobody judges it/m);
    expect(printed).toMatch(/from 2 questions of quiz train; see card\.json/);
    expect(await readdir(out)).toHaveLength(8);
  });

  it('refuses what is not for training, before it writes, and takes it in a trial', async () => {
    const { file, out } = await quiz(1);
    const flags = [`hotpotqa=${file}`, '--split', 'dev', '--setting', 'distractor', '--training', 'reader'];
    await expect(ragstoneTraces(...flags, '--out', out)).rejects.toThrow(/"dev" of hotpotqa is for testing/);
    await expect(readdir(out)).rejects.toThrow(/ENOENT/);
    expect(await ragstoneTraces(...flags, '--out', out, '--smoke-test')).toMatch(/held out: for trials/);
    expect(await linesOf(out, 'reader.jsonl')).toEqual([expect.stringContaining('"wording":"held-out"')]);
  });

  it.each([
    { flags: ['--training', 'writer'], says: /Known: reader, closed-book/ },
    { flags: ['--training', 'reader', '--limit', '0'], says: /whole number of 1 or more/ },
    { flags: ['--training', 'self-rag', '--labeller', 'qwen'], says: /write NAME=ADDRESS/ },
    { flags: [], says: /--training/ },
  ])('refuses $flags', async ({ flags, says }) => {
    const { file, out } = await quiz(1);
    const all = [`quiz=${file}`, '--split', 'train', ...flags, '--out', out];
    await expect(ragstoneTraces(...all)).rejects.toThrow(says);
  });

  it('knows every training file', () => {
    expect(trainingFileNames).toEqual(trainingFiles);
  });
});

describe('labels from a model on a server', () => {
  const rating = (prompt: string): string => {
    if (prompt.includes('looking things up')) return '[Yes]';
    if (prompt.includes('useful for responding')) return prompt.includes('Mellin') ? '[Relevant]' : 'none';
    return prompt.includes('Evidence:') ? '[Fully supported]' : '5';
  };
  const models = openaiServer(toy());
  const serving: Answering = async (asked, response) => {
    if (!asked.path.endsWith('/chat/completions')) return models(asked, response);
    const sent = JSON.stringify(asked.body['messages']);
    const content = `Rating: ${rating(sent)}\nExplanation: so.`;
    // Counted as a tokenizer of single characters does.
    const usage = { prompt_tokens: sent.length, completion_tokens: 9, total_tokens: sent.length + 9 };
    return {
      json: {
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage,
      },
    };
  };
  const chats = (asked: readonly { readonly path: string }[]): number =>
    asked.filter((each) => each.path.endsWith('/chat/completions')).length;

  it('stand in the traces; what it did not say clearly is counted and left out', async () => {
    const { url } = await startHttp(serving);
    const { file, out } = await quiz(1);
    const flags = [`quiz=${file}`, '--split', 'train', '--training', 'self-rag', '--out', out];
    const printed = await ragstoneTraces(...flags, '--labeller', `toy=${url}/v1`);
    expect(printed).toMatch(/toy judged relevance 4 times, 3 replies could not be understood/);
    const [line = ''] = await linesOf(out, 'self-rag.jsonl');
    const { branches } = JSON.parse(line) as { branches: { labels: unknown }[] };
    expect(branches.map(({ labels }) => labels)).toMatchObject([
      { part: 'decision', retrieve: true },
      { part: 'passage', relevance: '[Relevant]', support: '[Fully supported]', utility: '[Utility:5]' },
    ]);
    const card: unknown = JSON.parse(await readFile(path.join(out, 'card.json'), 'utf8'));
    expect(card).toMatchObject({
      labeller: { model: 'toy', replies: { retrieve: { asked: 1, unclear: 0 } } },
    });
  });

  it('are not paid for twice when the work broke off', async () => {
    let failing = true;
    const breaking = await startHttp((asked, response) =>
      failing && JSON.stringify(asked.body).includes('Mellin and Lower')
        ? { status: 400, json: { error: { message: 'No more.' } } }
        : serving(asked, response),
    );
    const { file, out } = await quiz(2);
    const flags = [`quiz=${file}`, '--split', 'train', '--training', 'self-rag', '--out', out];
    const labelling = [...flags, '--labeller', `toy=${breaking.url}/v1`, '--concurrency', '1', '--seed', '2'];
    await expect(ragstoneTraces(...labelling)).rejects.toThrow(/No more/);
    expect(await readdir(out)).toEqual(['labels.sqlite']);
    const paid = chats(breaking.asked);
    failing = false;
    await ragstoneTraces(...labelling);
    const whole = await startHttp(serving);
    const other = path.join(path.dirname(out), 'other');
    await ragstoneTraces(
      ...labelling.map((flag) => (flag === out ? other : flag.replace(breaking.url, whole.url))),
    );
    expect(await linesOf(out, 'self-rag.jsonl')).toEqual(await linesOf(other, 'self-rag.jsonl'));
    // The call that failed was asked for again, and no other.
    expect(chats(breaking.asked)).toBe(chats(whole.asked) + 1);
    expect(paid).toBeGreaterThan(3);
  });
});
