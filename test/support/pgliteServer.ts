import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { onTestFinished } from 'vitest';

/** PostgreSQL with pgvector, in memory, on a free port for the length of a test: its connection string. */
export async function pgliteServer(): Promise<string> {
  const db = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await server.start();
  onTestFinished(async () => {
    await server.stop();
    await db.close();
  });
  return `postgres://postgres:postgres@${server.getServerConn()}/postgres?sslmode=disable`;
}
