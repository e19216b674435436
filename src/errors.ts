/**
 * Every way in which Ragstone itself says no. The code is stable and decides the exit status;
 * the message says what happened, where, and what to do about it.
 */
export type ErrorCode =
  /** A flag, argument or experiment file is wrong: nothing was started. */
  | 'usage'
  /** A record of a dataset, corpus, run or archive cannot be read. */
  | 'bad-record'
  /** A file or folder is missing, unreadable or in a form that is not known. */
  | 'bad-file'
  /** Something named (a method, scorer, dataset, retriever …) does not exist. */
  | 'unknown-name'
  /** Prepared data belongs to other data, another analyser or another version. */
  | 'mismatch'
  /** Data that is needed is not on this machine. */
  | 'missing-data'
  /** A download failed, was cut off, or brought other bytes than promised. */
  | 'download'
  /** The disk is full or a folder cannot be written. */
  | 'storage'
  /** Another process holds the run. */
  | 'locked'
  /** A call would exceed the system's budget. */
  | 'budget'
  /** The prompt does not fit the model's context even without passages. */
  | 'context-overflow'
  /** A model's output could not be understood by the method. */
  | 'unparsable'
  /** A model server failed, after the retries. */
  | 'backend'
  /** A backend cannot do what was asked of it. */
  | 'unsupported'
  /** The user stopped the work. */
  | 'interrupted'
  /** A defect of Ragstone or of a method. */
  | 'internal';

/** Where in the input the fault lies. `line` and `record` count from 1, `byte` from 0. */
export interface FaultPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly record?: number;
  readonly byte?: number;
  readonly field?: string;
}

/** The one error class of Ragstone. `input` is what was refused, `cause` what led to it. */
export class RagstoneError extends Error {
  override readonly name = 'RagstoneError';
  readonly code: ErrorCode;
  readonly place: FaultPlace | undefined;
  readonly input: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    details: { readonly place?: FaultPlace; readonly input?: unknown; readonly cause?: unknown } = {},
  ) {
    const where = details.place === undefined ? '' : describePlace(details.place);
    super(
      where === '' ? message : `${where}: ${message}`,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.code = code;
    this.place = details.place;
    this.input = details.input;
  }
}

/** `file:line:column`, or `file (record 3, byte 120)` where there are no lines, then the field. */
function describePlace(place: FaultPlace): string {
  const lines = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  const offsets = [
    place.record === undefined ? undefined : `record ${place.record}`,
    place.byte === undefined ? undefined : `byte ${place.byte}`,
  ].filter((part) => part !== undefined);
  const field = place.field === undefined ? '' : ` field "${place.field}"`;
  return `${lines}${offsets.length === 0 ? '' : ` (${offsets.join(', ')})`}${field}`.trim();
}

export function isRagstoneError(value: unknown): value is RagstoneError {
  return value instanceof RagstoneError;
}

/** The one place where something thrown becomes an `Error`. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return new RagstoneError('internal', `Something that is not an Error was thrown: ${String(thrown)}`, {
    input: thrown,
  });
}
