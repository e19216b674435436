/** The typed arrays that grow while something is counted. */
interface NumberArray {
  readonly length: number;
  [index: number]: number;
  set(source: ArrayLike<number>): void;
}

/** Numbers that are appended to a typed array; memory doubles when it is full. */
export interface Growable<A> {
  readonly length: number;
  push(value: number): void;
  /** A copy of exactly what was pushed. */
  done(): A;
}

export function growableUint16(): Growable<Uint16Array<ArrayBuffer>> {
  return growable((length) => new Uint16Array(length));
}

export function growableUint32(): Growable<Uint32Array<ArrayBuffer>> {
  return growable((length) => new Uint32Array(length));
}

export function growableFloat64(): Growable<Float64Array<ArrayBuffer>> {
  return growable((length) => new Float64Array(length));
}

function growable<A extends NumberArray & { slice(from: number, to: number): A }>(
  create: (length: number) => A,
): Growable<A> {
  let values = create(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const larger = create(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    done: () => values.slice(0, length),
  };
}
