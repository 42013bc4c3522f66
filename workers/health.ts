import { once } from 'node:events';
import { createServer } from 'node:http';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { listenError } from '../runtime/errors/listen-error.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import type { Database } from './database.js';

/** What a worker process stands on. */
interface Observed {
  readonly workers: readonly Worker[];
  readonly connection: NativeConnection;
  readonly database: Database;
}

/** What a worker needs to take tasks, and whether it has it. */
interface Readiness {
  /** Every queue is polled; no longer from SIGTERM on. */
  readonly polling: boolean;
  readonly temporal: boolean;
  readonly database: boolean;
}

/** Shows that the database answers, and that it has tables. */
export const tablesProbe = { name: 'probe', text: 'select from orders limit 1' };

/** Temporal answers within that time, or counts as away: what asks for readiness waits no longer either. */
const DEADLINE_MS = 3_000;

/** Serves `/healthz` and `/readyz` for whoever restarts and replaces workers; nothing without a port. */
export async function serveHealth(
  { WORKER_HOST: host, '--health-port': port }: ReadSettings<'worker'>,
  observed: Observed,
): Promise<void> {
  if (port === undefined) return;
  const server = createServer(async ({ url }, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url) {
      case '/healthz':
        return answer(200, { status: 'ok' });
      case '/readyz': {
        const readiness = await readReadiness(observed);
        const ready = Object.values(readiness).every(Boolean);
        return answer(ready ? 200 : 503, { ready, ...readiness });
      }
      default:
        return answer(404, { message: 'There are /healthz and /readyz.' });
    }
  });
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, { host: 'WORKER_HOST', port: '--health-port' }, host, port);
  }
}

async function readReadiness({ workers, connection, database }: Observed): Promise<Readiness> {
  const [temporal, answers] = await Promise.all([
    connection
      .withDeadline(Date.now() + DEADLINE_MS, () => connection.workflowService.getSystemInfo({}))
      .then(Boolean, () => false),
    database.run(tablesProbe, []).then(Boolean, () => false),
  ]);
  return {
    polling: workers.every((worker) => worker.getState() === 'RUNNING'),
    temporal,
    database: answers,
  };
}
