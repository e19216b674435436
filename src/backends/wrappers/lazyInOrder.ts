/** Values that are made when one of them is asked for, yet in the order in which they were ordered. */
export function lazyInOrder<V>(): (make: () => V) => () => V {
  let previous = (): unknown => undefined;
  return (make) => {
    let before: (() => unknown) | undefined = previous;
    let made: V;
    const value = (): V => {
      if (before !== undefined) {
        before();
        before = undefined;
        made = make();
      }
      return made;
    };
    previous = value;
    return value;
  };
}
