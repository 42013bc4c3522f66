import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgresServer } from '../../local/postgres-server.js';
import { descendantsOf, signalProcess } from '../../local/process-identity.js';
import { sharedServers } from '../stack/shared.js';

async function clusterNamed(name: string) {
  const { folder } = await sharedServers();
  return {
    clusterFolder: join(folder, name),
    password: 'a password',
    logFile: join(folder, `${name}.log`),
    durable: false,
  };
}

test('a server starts again when one that was killed has left processes behind', async () => {
  const options = await clusterNamed('killed-postgres');
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

test('root runs the cluster of an ordinary user as that user', async ({ skip }) => {
  if (process.getuid?.() !== 0) return skip('Only root can run a server as another user');
  const options = await clusterNamed('postgres-of-a-user');
  await (await startPostgresServer(options)).stop();
  execFileSync('chown', ['-R', '1000:1000', options.clusterFolder]);

  const server = await startPostgresServer(options);
  const files = [options.clusterFolder, join(options.clusterFolder, 'postmaster.pid')];
  expect(files.map((file) => statSync(file).uid)).toEqual([1000, 1000]);
  await server.stop();
});
