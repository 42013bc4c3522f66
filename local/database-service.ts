import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureApplicationRole, grantApplicationRole } from '../database/application-role.js';
import { ensureDatabase, openDatabase } from '../database/open-database.js';
import { describeDatabase } from '../runtime/database/describe-database.js';
import type { DataFolder } from './data-folder.js';
import { startPostgresServer } from './postgres-server.js';
import type { Supervisor } from './supervisor.js';

/** The PostgreSQL database to work with. */
export interface DatabaseService {
  /** The address for migrations. */
  readonly url: string;
  /** Returns the address for the API and the workers, once the database is migrated. */
  readonly addressForUse: () => Promise<string>;
  /** For display, without the password. */
  readonly description: string;
}

/** Starts the embedded PostgreSQL, its data in the folder, and keeps it running. */
export async function embedPostgres(folder: DataFolder, supervisor: Supervisor): Promise<DatabaseService> {
  let port: number | undefined;
  const start = () =>
    startPostgresServer({
      clusterFolder: join(folder.path, 'postgres'),
      password: folder.databasePassword,
      logFile: join(folder.path, 'postgres.log'),
      durable: true,
      // After a restart the other processes expect it on the same port.
      ...(port !== undefined && { port }),
    });
  const server = await supervisor.keep('PostgreSQL', start);
  port = server.port;
  const url = await ensureDatabase(server.urlOf('postgres'), 'orders');
  const urlFile = join(folder.path, 'database-url');
  writeFileSync(urlFile, `${url}\n`, { mode: 0o600 });
  // A new password at each start: only the processes of this start need it.
  const password = randomBytes(24).toString('hex');
  await ensureApplicationRole(url, password);
  return {
    url,
    addressForUse: () => grantApplicationRole(url, password),
    description: `127.0.0.1:${port} (its address with password is in ${urlFile})`,
  };
}

/** Checks that the PostgreSQL of the user's settings can be reached. */
export async function externalPostgres(url: string): Promise<DatabaseService> {
  await (await openDatabase(url)).end();
  return { url, addressForUse: async () => url, description: describeDatabase(url) };
}
