import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgresServer } from '../../local/postgres-server.js';
import { descendantsOf, signalProcess } from '../../local/process-identity.js';
import { sharedServers } from '../stack/shared.js';

test('a server starts again when one that was killed has left processes behind', async () => {
  const { folder } = await sharedServers();
  const options = {
    clusterFolder: join(folder, 'killed-postgres'),
    password: 'a password',
    logFile: join(folder, 'killed-postgres.log'),
    durable: false,
  };
  const killed = await startPostgresServer(options);
  const client = new pg.Client({ connectionString: killed.urlOf('postgres') });
  client.on('error', () => {});
  await client.connect();
  const left = descendantsOf(killed.identity);
  // Stopped, they cannot notice that their server is gone.
  for (const each of left) signalProcess(each, 'SIGSTOP');
  signalProcess(killed.identity, 'SIGKILL');
  await killed.ended;

  const starting = startPostgresServer(options);
  await expect.poll(() => readFileSync(options.logFile, 'utf8')).toContain('still in use');
  for (const each of left) signalProcess(each, 'SIGKILL');

  const server = await starting;
  const again = new pg.Client({ connectionString: server.urlOf('postgres') });
  await again.connect();
  await again.end();
  await server.stop();
});
