import { DatabaseSync } from 'node:sqlite';
import { RagstoneError, toError } from '../../errors.ts';
import { spareTime } from '../spareTime.ts';
import type { CallKey, CallParts } from './callKey.ts';

/** Answers of model calls in one SQLite file; several processes may use it at once. */
export interface AnswerStore extends Disposable {
  /** Whether it held no answers when it was opened. */
  readonly fresh: boolean;
  /** The packed answer. */
  get(key: string): string | undefined;
  /**
   * Keeps an answer; the first one stays where two processes made the same call. Answers are gathered for a tenth
   * of a second and written together: a crash loses those, and a fault of the disk is thrown by the next call.
   */
  put(key: CallKey, answer: string): void;
  /** As `put`, for an answer that nobody asks for meanwhile: it is packed when there is nothing more urgent. */
  putLater(pack: () => KeptAnswer): void;
  explain(key: string): StoredCall | undefined;
  /** The parts of all calls, one at a time. */
  calls(): Iterable<StoredCall>;
  stats(): {
    readonly calls: number;
    readonly bytes: number;
    readonly oldest?: string;
    readonly newest?: string;
  };
  /** Removes all answers; returns how many there were. */
  clear(): number;
  /** Facts beside the answers. */
  note(name: string, value?: unknown): unknown;
}

/** An answer with its key. */
interface KeptAnswer {
  readonly key: CallKey;
  readonly answer: string;
}

export interface StoredCall {
  readonly key: string;
  readonly parts: CallParts;
  /** When it was written: ISO 8601. */
  readonly at: string;
  readonly bytes: number;
}

const gatherMs = 100;
/** Answers that are packed and written in one go: more would keep calls waiting. */
const together = 32;

/**
 * Opens or makes the file. What was written survives a crash of the process, and a power cut but for the last moments.
 * @throws RagstoneError `storage` when it cannot be opened, `bad-file` when it is something else
 */
export function openAnswerStore(path: string, options: { readonly readOnly?: boolean } = {}): AnswerStore {
  const { readOnly = false } = options;
  const database = opened(path, readOnly);
  const get = database.prepare('SELECT answer FROM calls WHERE key = ?');
  const insert = 'INSERT OR IGNORE INTO calls (key, parts, answer, at) VALUES (?, ?, ?, ?)';
  const columns = 'SELECT key, parts, at, length(answer) AS bytes FROM calls';
  const unpacked: (() => KeptAnswer)[] = [];
  const pending = new Map<string, KeptAnswer>();
  const later = spareTime();
  let fault: RagstoneError | undefined;

  const startTimer = (): void => {
    if (pending.size === 0 && unpacked.length === 0) setTimeout(writeOn, gatherMs);
  };
  const add = (kept: KeptAnswer): void => {
    if (!pending.has(kept.key.key)) pending.set(kept.key.key, kept);
  };
  const write = (batch: readonly KeptAnswer[]): void => {
    if (batch.length === 0) return;
    try {
      const put = database.prepare(insert);
      const at = new Date().toISOString();
      database.exec('BEGIN IMMEDIATE');
      for (const { key, answer } of batch) put.run(key.key, JSON.stringify(key.parts), answer, at);
      database.exec('COMMIT');
      for (const { key } of batch) pending.delete(key.key);
    } catch (error) {
      const { message } = toError(error);
      fault = new RagstoneError('storage', `${path}: answers of models cannot be kept: ${message}.`, {
        cause: error,
      });
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  };
  /** What was gathered, a few answers at a time: calls go on between. */
  const writeOn = (): void => {
    for (const pack of unpacked.splice(0, together)) add(pack());
    write([...pending.values()].slice(0, together));
    if (pending.size + unpacked.length > 0 && fault === undefined) later(writeOn);
  };
  const settle = (): void => {
    for (const pack of unpacked.splice(0)) add(pack());
    write([...pending.values()]);
    if (fault !== undefined) throw fault;
  };
  return {
    fresh: database.prepare('SELECT 1 FROM calls LIMIT 1').get() === undefined,
    get: (key) => pending.get(key)?.answer ?? (get.get(key)?.['answer'] as string | undefined),
    put(key, answer) {
      if (fault !== undefined) throw fault;
      startTimer();
      add({ key, answer });
    },
    putLater(pack) {
      if (fault !== undefined) throw fault;
      startTimer();
      unpacked.push(pack);
    },
    explain(key) {
      settle();
      const row = database.prepare(`${columns} WHERE key = ?`).get(key);
      return row === undefined ? undefined : storedCall(row);
    },
    *calls() {
      settle();
      for (const row of database.prepare(`${columns} ORDER BY key`).iterate()) yield storedCall(row);
    },
    stats() {
      settle();
      const row = database
        .prepare(
          'SELECT count(*) AS calls, total(length(answer)) AS bytes, min(at) AS oldest, max(at) AS newest FROM calls',
        )
        .get();
      const [oldest, newest] = [row?.['oldest'], row?.['newest']];
      return {
        calls: Number(row?.['calls']),
        bytes: Number(row?.['bytes']),
        ...(typeof oldest === 'string' && { oldest }),
        ...(typeof newest === 'string' && { newest }),
      };
    },
    clear() {
      settle();
      return Number(database.prepare('DELETE FROM calls').run().changes);
    },
    note(name, value) {
      if (value !== undefined) {
        database
          .prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)')
          .run(name, JSON.stringify(value));
      }
      const kept = database.prepare('SELECT value FROM notes WHERE name = ?').get(name)?.['value'];
      return typeof kept === 'string' ? (JSON.parse(kept) as unknown) : undefined;
    },
    [Symbol.dispose]() {
      try {
        settle();
      } finally {
        pending.clear();
        database.close();
      }
    },
  };
}

function opened(path: string, readOnly: boolean): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: 10_000 });
    if (!readOnly) {
      // Commits reach the disk at checkpoints only; each stops the event loop, so there are few of them (32 MB).
      database.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8192;',
      );
      database.exec(
        'CREATE TABLE IF NOT EXISTS calls (key TEXT PRIMARY KEY, parts TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL);' +
          'CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);',
      );
    }
    database.prepare('SELECT 1 FROM calls, notes');
    return database;
  } catch (error) {
    const { message } = toError(error);
    const code = /not a database|malformed|no such table/.test(message) ? 'bad-file' : 'storage';
    throw new RagstoneError(code, `${path}: the file of model answers cannot be opened: ${message}.`, {
      cause: error,
    });
  }
}

function storedCall(row: Readonly<Record<string, unknown>>): StoredCall {
  return {
    key: String(row['key']),
    parts: JSON.parse(String(row['parts'])) as CallParts,
    at: String(row['at']),
    bytes: Number(row['bytes']),
  };
}
