import {
  examineServer,
  type ExaminedModel,
  type ExaminedServer,
  type WantedModel,
} from '../../../src/backends/doctor/examineServer.ts';
import type { Finding } from '../../../src/ports/finding.ts';
import { type Answering, type HttpAsked, startHttp } from '../../support/modelServer/startHttp.ts';
import { type ServedToy, toyName } from '../../support/modelServer/served.ts';
import type { ToyModel } from '../../support/modelServer/toyModel.ts';
import { toy } from '../../support/modelServer/openToy.ts';

/** What a doctor's visit to a scripted server found. */
export interface Visit {
  readonly server: ExaminedServer;
  readonly model: ExaminedModel | undefined;
  readonly asked: readonly HttpAsked[];
  readonly of: (name: string) => Finding | undefined;
}

/** A toy that tells a story behind every prompt, so that every probe gets an answer. `opening` is asked at each call. */
export function storyteller(opening: () => string = () => ''): ServedToy {
  const served = toy();
  const telling = (): ToyModel => toy({ say: `${opening()}the cat sat `.repeat(80) }).model;
  return {
    ...served,
    model: {
      ...served.model,
      distribution: (ids) => telling().distribution(ids),
      generate: (ids, wanted) => telling().generate(ids, wanted),
    },
  };
}

/** Examines one model of a scripted server, its kind found out. */
export async function visit(
  answering: Answering,
  wanted: Partial<WantedModel> = {},
  controls: readonly string[] = [],
): Promise<Visit> {
  const { url, asked } = await startHttp(answering);
  const server = await examineServer(
    { address: `${url}/v1` },
    [{ id: 'm', model: toyName, ...wanted }],
    new AbortController().signal,
    { environment: {}, controls, onModel: () => undefined },
  );
  const model = server.models[0];
  const all = [...server.findings, ...(model?.findings ?? [])];
  return { server, model, asked, of: (name) => all.find((finding) => finding.name === name) };
}
