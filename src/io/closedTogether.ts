/** Things that were opened one after the other and are closed together, the last first. */
export interface ClosedTogether extends AsyncDisposable {
  use<T extends AsyncDisposable>(opened: T): T;
}

/** What `AsyncDisposableStack` does, which Node 22 has not. Every one is closed; the first error is thrown. */
export function closedTogether(): ClosedTogether {
  const all: AsyncDisposable[] = [];
  return {
    use(opened) {
      all.push(opened);
      return opened;
    },
    async [Symbol.asyncDispose]() {
      const failed: unknown[] = [];
      for (const opened of all.toReversed()) {
        try {
          await opened[Symbol.asyncDispose]();
        } catch (error) {
          failed.push(error);
        }
      }
      if (failed.length > 0) throw failed[0];
    },
  };
}
