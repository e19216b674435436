/** How one request ended: all bytes are there, or it is worth trying again. */
export type Attempted =
  | { readonly done: true }
  | { readonly done: false; readonly because: string; readonly waitMs?: number };
