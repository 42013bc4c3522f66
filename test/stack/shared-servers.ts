import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolderAtEnd } from '../../local/guard.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { startTemporalServer } from '../../local/temporal-server.js';

/** What a test file needs to know of the servers that all files share. */
export interface SharedServerAddresses {
  readonly temporalAddress: string;
  readonly temporalUiAddress: string;
  /** The database from which others are made. */
  readonly adminDatabaseUrl: string;
  /** For the files of servers that a test starts itself. */
  readonly folder: string;
}

export interface SharedServers {
  readonly addresses: SharedServerAddresses;
  /** The servers' process ids, for who measures them. */
  readonly processes: { readonly temporal: number; readonly postgres: number };
  stop(): Promise<void>;
}

/** One Temporal Service and one PostgreSQL for the whole run, in a temporary folder. */
export async function startSharedServers(): Promise<SharedServers> {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-test-'));
  // PostgreSQL may run as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  removeFolderAtEnd(folder);
  const [temporal, postgres] = await Promise.all([
    startTemporalServer({
      binary: await findTemporalBinary(console.log),
      folder,
      durable: false,
    }),
    startPostgresServer({
      clusterFolder: join(folder, 'postgres'),
      password: randomBytes(16).toString('hex'),
      logFile: join(folder, 'postgres.log'),
      durable: false,
    }),
  ]);
  return {
    addresses: {
      temporalAddress: temporal.address,
      temporalUiAddress: `http://localhost:${temporal.uiPort}`,
      adminDatabaseUrl: postgres.urlOf('postgres'),
      folder,
    },
    processes: { temporal: temporal.process.identity.pid, postgres: postgres.process.identity.pid },
    stop: async () => {
      await Promise.all([temporal.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
