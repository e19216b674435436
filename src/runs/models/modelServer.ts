import type { Backend, Capabilities, Server } from '../../ports/backend.ts';
import type { Examined } from '../../ports/manifest.ts';
import type { RoleKind } from '../../ports/roles.ts';

/** A server as a run reaches it: it opens models, and says what they can do. */
export interface ModelServer {
  readonly server: Server;
  /** What it says of itself. `model` = one that is wanted of it. */
  survey(model: string): Promise<Examined>;
  /** What an opened model can do; where nobody examined it, `can` is what it was. */
  examine(model: OpenedModel, needed: NeededModel): Promise<ExaminedModel>;
}

interface OpenedModel {
  readonly model: string;
  readonly adapter?: string;
  readonly backend: Backend;
}

/** What a run needs a model for. */
export interface NeededModel {
  readonly tasks: ReadonlySet<RoleKind>;
  /** Control tokens that its methods write or watch. */
  readonly controls: readonly string[];
}

export interface ExaminedModel {
  readonly examined: Examined;
  readonly can: Capabilities;
}
