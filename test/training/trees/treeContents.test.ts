import { describe, expect, it } from 'vitest';

import type { Branch, Protocol, TrainingTree } from '../../../src/training/trainingTree.ts';
import { worldTree } from '../../../src/training/write/worldLines.ts';
import { sampleWorld } from '../sampleWorld.ts';

const world = sampleWorld();
const treesOf = (protocol: Protocol, count: number): Promise<readonly TrainingTree[]> =>
  Promise.all(
    Array.from({ length: count }, (_, n) => worldTree({ world, number: 0, wording: 'train' }, protocol, n)),
  );
const reader = await treesOf('reader', 300);
const selfRag = await treesOf('self-rag', 300);
const questioner = await treesOf('questioner', 200);
const answerer = await treesOf('answerer', 200);
const everyTree = [reader, await treesOf('closed-book', 30), selfRag, questioner, answerer].flat();

const textOf = (parts: readonly unknown[]): string =>
  parts.map((part) => (isText(part) ? part.text : '')).join('');
const branchesOf = (trees: readonly TrainingTree[]): readonly Branch[] =>
  trees.flatMap(({ branches }) => branches);
const learnt = ({ target }: Branch): string =>
  textOf(target.filter((part) => part.loss !== false && 'text' in part));
function isText(part: unknown): part is { readonly text: string } {
  return typeof part === 'object' && part !== null && 'text' in part;
}
function controlsOf({ target }: Branch): readonly string[] {
  return target.flatMap((part) => ('control' in part ? [part.control] : []));
}

describe('every tree', () => {
  it('has something to learn in each branch, and no white space or cut word between prefix and branch', () => {
    for (const tree of everyTree) {
      expect(tree.branches.length).toBeGreaterThan(0);
      for (const branch of tree.branches) {
        expect(branch.target.some(({ loss }) => loss !== false)).toBe(true);
        const [first] = [...branch.prompt, ...branch.target];
        if (tree.protocol !== 'self-rag') {
          expect(textOf(tree.prefix)).toMatch(/\S$/);
          expect(isText(first) && /^\s/.test(first.text)).toBe(true);
        } else expect(isText(first)).toBe(false);
      }
    }
  });

  it('ends where the model should stop', () => {
    for (const tree of everyTree) {
      for (const branch of tree.branches) {
        const last = branch.target.at(-1);
        if (tree.protocol === 'questioner') expect(last).toEqual({ text: ' ANSWER\n' });
        else if (branch.labels['part'] === 'decision') expect(last).toEqual({ control: '[Retrieval]' });
        else expect(last).toEqual({ control: '</s>' });
      }
    }
  });
});

describe('reader', () => {
  it('says of verdicts and comparisons which values they weigh, and which sentences of the documents give them', () => {
    const weighed = reader.flatMap(({ prefix, branches }) =>
      branches.flatMap(({ labels }) => ('values' in labels ? [{ text: textOf(prefix), labels }] : [])),
    );
    expect(new Set(weighed.map(({ labels }) => labels.kind))).toEqual(new Set(['yes-no', 'comparison']));
    for (const { text, labels } of weighed) {
      const [values, evidence] = [labels['values'], labels['evidence']] as readonly (readonly string[])[];
      expect(evidence).toHaveLength(values?.length ?? 0);
      for (const [at, sentence] of (evidence ?? []).entries()) {
        expect(sentence).toContain(values?.[at]);
        expect(text).toContain(sentence);
      }
      if (labels.kind === 'yes-no' && labels.hops === 2 && values?.length === 2)
        expect(values[0] === values[1]).toBe(labels.answers[0] === 'yes');
    }
  });

  it('answers from the documents, in words that stand there, or says that it does not know', () => {
    for (const { prefix, branches } of reader) {
      for (const branch of branches) {
        const { kind, answers, answered } = branch.labels;
        expect(learnt(branch)).toBe(` ${answers[0] ?? ''}`);
        expect(answered).toBe(answers[0] !== 'unknown');
        if (answered === true && (kind === 'one-hop' || kind === 'bridge'))
          expect(textOf(prefix)).toContain(answers[0]);
      }
    }
  });

  it('asks what is not in the documents about articles that are not', () => {
    const unknown = reader.flatMap(({ prefix, branches }) =>
      branches
        .filter(({ labels }) => labels['answered'] === false && labels.kind === 'one-hop')
        .map(({ prompt }) => ({ documents: textOf(prefix), asked: textOf(prompt) })),
    );
    expect(unknown.length).toBeGreaterThan(50);
    for (const { documents, asked } of unknown) {
      const named = world.articles.filter(({ entity }) => asked.includes(entity.mention));
      expect(named.length).toBeGreaterThan(0);
      expect(named.every(({ passage }) => documents.includes(`(Title: ${passage.title}) `))).toBe(false);
    }
  });

  it('shows 1 to 5 documents, all different, nearly half of the contexts of one kind', () => {
    const oneKind = reader.filter(({ branches }) => branches[0]?.labels['oneKind'] === true);
    expect(oneKind.length / reader.length).toBeGreaterThan(0.35);
    expect(oneKind.length / reader.length).toBeLessThan(0.55);
    for (const { prefix, branches } of reader) {
      const lines = textOf(prefix).match(/^Doc \d+\(Title: .*$/gm) ?? [];
      expect(lines.length).toBe(branches[0]?.labels['documents']);
      expect(new Set(lines.map((line) => line.replace(/^Doc \d+/, ''))).size).toBe(lines.length);
      expect(lines.length).toBeLessThanOrEqual(5);
      const kinds = lines.map(
        (line) =>
          world.articles.find(({ passage }) => line.includes(`(Title: ${passage.title}) `))?.entity.ref.kind,
      );
      if (branches[0]?.labels['oneKind'] === true) expect(new Set(kinds).size).toBe(1);
    }
  });

  it('asks no question twice of the same documents', () => {
    for (const { branches } of reader) {
      expect(new Set(branches.map(({ prompt }) => textOf(prompt))).size).toBe(branches.length);
    }
  });
});

describe('self-rag', () => {
  it('retrieves for what needs articles and for nothing else', () => {
    const deciding = branchesOf(selfRag).filter(({ labels }) => labels['retrieve'] !== undefined);
    expect(deciding.length).toBeGreaterThan(selfRag.length - 1);
    for (const { labels } of deciding) expect(labels['retrieve']).toBe(labels.hops > 0);
  });

  it('writes the tokens where the reader of generations looks for them', () => {
    const shapes = new Set(
      branchesOf(selfRag).map((branch) =>
        branch.target
          .map((part) =>
            'text' in part ? 'text' : part.control.replace(/^\[(?:Utility:.|.*support.*)\]$/, '[$]'),
          )
          .join(''),
      ),
    );
    expect([...shapes].sort()).toEqual(
      [
        '[Retrieval]',
        '[No Retrieval]text[$]</s>',
        'text[$]</s>',
        '[Relevant]text[$][$]</s>',
        '[Irrelevant]text[$]</s>',
      ].sort(),
    );
    for (const branch of branchesOf(selfRag)) {
      const { relevance, support, utility } = branch.labels;
      const labelled = [relevance, support, utility].filter((label) => label !== undefined);
      expect(controlsOf(branch)).toEqual(expect.arrayContaining(labelled));
      expect(controlsOf(branch).filter((token) => token.startsWith('[Utility'))).toHaveLength(
        branch.labels['part'] === 'decision' ? 0 : 1,
      );
    }
  });

  it('learns every value of every family, utility from right, partial and wrong outputs', () => {
    const values = new Set(branchesOf(selfRag).flatMap(controlsOf));
    for (const token of [
      '[Relevant]',
      '[Irrelevant]',
      '[Fully supported]',
      '[Partially supported]',
      '[No support / Contradictory]',
      ...[1, 2, 3, 4, 5].map((n) => `[Utility:${n}]`),
    ])
      expect(values).toContain(token);
  });

  it('never learns to write what is wrong or says too much, only to judge it', () => {
    const forced = branchesOf(selfRag).filter(({ labels }) => labels['forced'] === true);
    expect(forced.length).toBeGreaterThan(80);
    for (const branch of forced) expect(learnt(branch)).toBe('');
    for (const branch of branchesOf(selfRag)) {
      if (learnt(branch) !== '') expect([branch.labels.answers[0], 'unknown']).toContain(learnt(branch));
    }
  });

  it('gives the tokens that the facts give', () => {
    for (const branch of branchesOf(selfRag)) {
      const { labels, prompt, target } = branch;
      if (labels['part'] !== 'passage' || labels.hops !== 1 || labels.kind === 'yes-no') continue;
      const passage = textOf(prompt);
      const output = textOf(target);
      const holds = labels.answers.some((answer) => passage.includes(answer));
      if (labels['support'] === '[Fully supported]') expect(holds).toBe(true);
      if (labels['support'] === '[No support / Contradictory]') {
        expect(labels.answers).not.toContain(output);
      }
      if (labels['support'] === '[Partially supported]') expect(output).toContain(` and `);
    }
  });
});

describe('questioner', () => {
  it('says that it is enough when what it needs was found, and not before', () => {
    for (const { branches, kind } of questioner) {
      const [branch] = branches;
      if (branch === undefined || (kind !== 'one-hop' && kind !== 'bridge')) continue;
      expect(textOf(branch.target)).toContain(branch.labels.answers[0]);
    }
  });

  it('labels each stretch that is learnt: queries by the step that they are for, then the switch line', () => {
    let flawed = 0;
    for (const { branches } of questioner) {
      const [branch] = branches;
      if (branch === undefined) continue;
      const stretches = branch.target.filter(({ loss }) => loss !== false);
      const steps = branch.labels['steps'];
      expect(steps).toHaveLength(stretches.length);
      expect(Array.isArray(steps) && steps.at(-1)).toBe('answer');
      for (const part of stretches) expect(textOf([part])).toMatch(/^ \S.*\n$/);
      if (branch.labels['flawed'] !== true) continue;
      flawed++;
      expect(branch.target[0]?.loss === false || branch.target[2]?.loss === false).toBe(true);
    }
    expect(flawed / questioner.length).toBeGreaterThan(0.1);
  });

  it('asks nothing where no article is needed', () => {
    for (const { kind, branches } of questioner) {
      const none = kind === 'common' || kind === 'self-contained';
      expect(branches[0]?.labels['turns'] === 0).toBe(none);
    }
  });
});

describe('answerer', () => {
  it('answers from a monologue that has the answer', () => {
    for (const { prefix, branches, kind } of answerer) {
      const [branch] = branches;
      if (branch === undefined) continue;
      expect(learnt(branch)).toBe(` ${branch.labels.answers[0] ?? ''}`);
      if (kind === 'one-hop' || kind === 'bridge') expect(textOf(prefix)).toContain(branch.labels.answers[0]);
    }
  });
});
