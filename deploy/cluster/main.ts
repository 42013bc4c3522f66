import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { ensureDatabase } from '../../database/open-database.js';
import { removeFolderAtEnd } from '../../local/guard.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { describeStartError } from '../../runtime/errors/describe-start-error.js';
import { StartError } from '../../runtime/errors/start-error.js';
import { startTemporalCluster } from './temporal-cluster.js';
import { buildTemporal } from './temporal-programs.js';

/** `npm run cluster`: a temporary Temporal cluster with PostgreSQL, removed with Ctrl-C. */
try {
  const { values } = parseArgs({ args: argv.slice(2), options: { nodes: { type: 'string', default: '1' } } });
  const nodes = Number(values.nodes);
  if (!(Number.isInteger(nodes) && nodes >= 1 && nodes <= 9))
    throw new StartError(`--nodes must be a whole number from 1 to 9, not "${values.nodes}".`);
  const programs = await buildTemporal(console.log);
  const folder = mkdtempSync(join(tmpdir(), 'order-management-cluster-'));
  // PostgreSQL may run as another user, who needs to enter the folder.
  chmodSync(folder, 0o711);
  removeFolderAtEnd(folder);
  const postgres = await startPostgresServer({
    clusterFolder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    logFile: join(folder, 'postgres.log'),
    durable: true,
  });
  const adminDatabaseUrl = postgres.urlOf('postgres');
  const cluster = await startTemporalCluster({ programs, adminDatabaseUrl, folder, nodes });
  console.log(`export TEMPORAL_ADDRESS=${cluster.address}`);
  console.log(`export DATABASE_URL=${await ensureDatabase(adminDatabaseUrl, 'orders')}`);
  console.log(`# logs: ${folder}; Ctrl-C stops it and removes all of it`);
  const stop = async () => {
    await cluster.stop();
    await postgres.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
} catch (error) {
  console.error(describeStartError(error));
  process.exit(1);
}
