import { decodeTokens } from './decodeTokens.ts';
import type { Candidate, ServedModel } from './servedModel.ts';

/** A tiny model that a test scripts: a token is a character or a control token. It never samples. */
export interface ToyModel extends ServedModel {
  idOf(text: string): number;
  distribution(ids: readonly number[]): readonly Candidate[];
}

/** Stands at the end of every prompt of these tests: what the model says comes after it. */
export const speak = '¶';

const controls = [
  '<s>',
  '</s>',
  '[Retrieval]',
  '[No Retrieval]',
  '[Relevant]',
  '[Irrelevant]',
  '<paragraph>',
  '</paragraph>',
  '<|im_start|>',
  '<|odd|>',
];
const bosId = 0;
const eosId = 1;
const firstCharacter = 100;
/** Unlikely tokens that fill the tail of every distribution. */
const tail = 'abcdefghijklmnopqrstuvwxyz'.split('');

/**
 * `say` = what is generated after the prompt. `first` = probabilities of tokens at the first place instead; what they
 * leave of 1 goes to the tail.
 */
export function toyModel(script: {
  readonly say: (prompt: string) => string;
  readonly first?: Readonly<Record<string, number>>;
}): ToyModel {
  const pattern = new RegExp(
    `(${controls.map((each) => each.replaceAll(/[[\]|/]/g, String.raw`\$&`)).join('|')})`,
  );
  const model: ToyModel = {
    vocabulary: 30,
    end: eosId,
    encode(text, options) {
      const pieces = options.controls ? text.split(pattern) : [text];
      const ids = pieces.flatMap((piece, n) =>
        options.controls && n % 2 === 1
          ? [controls.indexOf(piece)]
          : piece.split('').map((character) => firstCharacter + character.charCodeAt(0)),
      );
      return options.bos ? [bosId, ...ids] : ids;
    },
    decode: (ids, shown) =>
      ids
        .map((id) =>
          id < firstCharacter
            ? shown
              ? (controls[id] ?? '')
              : ''
            : String.fromCharCode(id - firstCharacter),
        )
        .join(''),
    isControl: (id) => id < firstCharacter,
    template: (messages) =>
      `${messages.map(({ role, content }) => `<|im_start|>${role}: ${content}\n`).join('')}assistant:${speak}`,
    idOf: (text) => model.encode(text, { bos: false, controls: true })[0] ?? eosId,
    distribution(ids) {
      const text = model.decode(ids, true);
      const at = text.lastIndexOf(speak) + 1;
      const said = model.encode(script.say(text.slice(0, at)), { bos: false, controls: true });
      const done = model.encode(text.slice(at), { bos: false, controls: true }).length;
      const chosen =
        done === 0 && script.first !== undefined
          ? Object.entries(script.first).map(([token, p]) => ({ id: model.idOf(token), p }))
          : [{ id: said[done] ?? eosId, p: 0.9 }];
      const rest = tail
        .map((token) => model.idOf(token))
        .filter((id) => !chosen.some((each) => each.id === id));
      const left = 1 - chosen.reduce((sum, { p }) => sum + p, 0);
      const others = rest.map((id) => ({ id, p: left / rest.length }));
      return [...chosen, ...others].sort((a, b) => b.p - a.p);
    },
    generate: (ids, asked) => decodeTokens(model, ids, { ...asked, temperature: 0 }),
    embed(text) {
      const angle = (text.length % 7) / 7;
      return [5 * Math.cos(angle), 5 * Math.sin(angle)];
    },
  };
  return model;
}
