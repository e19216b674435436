/** A box of a paper's figure and what it has to do: `{ reader: 'generate', encoder: 'embed' }`. */
export type Roles = Readonly<Record<string, RoleKind>>;

export type RoleKind = 'generate' | 'embed' | 'rerank';

/** The names of those roles that do `K`: asking a reader to embed does not compile. */
export type RolesDoing<R extends Roles, K extends RoleKind> = {
  [Name in keyof R]: R[Name] extends K ? Name : never;
}[keyof R] &
  string;
