import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostgresServer } from '../../local/postgres-server.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { descendantsOf, signalProcess } from '../../local/process-identity.js';
import { connectDatabase } from '../../workers/database.js';
import { sharedServers } from '../stack/shared.js';

let postgres: PostgresServer;

beforeAll(async () => {
  const { folder } = await sharedServers();
  const name = `frozen-${randomUUID()}`;
  postgres = await startPostgresServer({
    clusterFolder: join(folder, name),
    logFile: join(folder, `${name}.log`),
    password: 'secret',
    durable: false,
  });
});
afterAll(() => postgres.stop());

const whoAmI = { name: 'who-am-i', text: 'select pg_backend_pid() as pid' };
const slow = { name: 'slow', text: 'select pg_sleep(60)' };

function signalServer(signal: NodeJS.Signals): void {
  const { identity } = postgres;
  for (const each of [identity, ...descendantsOf(identity)]) signalProcess(each, signal);
}

test('reads bigint as a number', async () => {
  const database = connectDatabase(postgres.urlOf('postgres'));
  const big = { name: 'big', text: 'select 9007199254740991::bigint as big, count(*) as count' };
  expect(await database.run(big, [])).toEqual([{ big: 9_007_199_254_740_991, count: 1 }]);
  await database.close();
});

test('a statement that takes too long is ended, and its connection with it', async () => {
  const database = connectDatabase(postgres.urlOf('postgres'));
  const [before] = await database.run<{ pid: number }>(whoAmI, []);
  await expect(database.run(slow, [])).rejects.toMatchObject({ code: '57014' });
  const [after] = await database.run<{ pid: number }>(whoAmI, []);
  expect(after?.pid).not.toBe(before?.pid);
  await database.close();
});

test('a lost race is run again on the same connection, until it is no race', async () => {
  const database = connectDatabase(postgres.urlOf('postgres'));
  await database.run({ name: 'table', text: 'create table race (place integer primary key)' }, []);
  // What a sequence counted stays counted when its statement fails: the third run is the first to find a free place.
  await database.run({ name: 'sequence', text: 'create sequence runs' }, []);
  const [winner] = await database.run<{ pid: number }>(
    { name: 'winner', text: 'insert into race values (1) returning pg_backend_pid() as pid' },
    [],
  );
  const text = `insert into race select case when nextval('runs') < 3 then 1 else 2 end
    returning place, pg_backend_pid() as pid`;
  expect(await database.run({ name: 'insert', text }, [])).toEqual([{ place: 2, pid: winner?.pid }]);
  const insert = { name: 'lost', text: 'insert into race values (1)' };
  await expect(database.run(insert, [])).rejects.toMatchObject({ code: '23505' });
  await database.close();
});

test('a transaction that loses a race is done again as a whole, and leaves nothing when it fails', async () => {
  const database = connectDatabase(postgres.urlOf('postgres'));
  const write = { name: 'write', text: 'insert into written values ($1)' };
  const read = { name: 'read', text: 'select place from written order by place' };
  await database.run({ name: 'written', text: 'create table written (place integer primary key)' }, []);
  await database.run(write, [2]);
  let last = 1;
  await database.transact(async (statements) => {
    await statements.run(write, [1]);
    await statements.run(write, [++last]);
  });
  expect(await database.run(read, [])).toEqual([{ place: 1 }, { place: 2 }, { place: 3 }]);

  const failing = database.transact(async (statements) => {
    await statements.run(write, [4]);
    throw new Error('not after all');
  });
  await expect(failing).rejects.toThrow('not after all');
  expect(await database.run(read, [])).toHaveLength(3);
  await database.close();
});

test('a frozen server hangs nothing: each statement fails while it is frozen, and after the thaw they work', async () => {
  const database = connectDatabase(postgres.urlOf('postgres'));
  await database.run(whoAmI, []);
  signalServer('SIGSTOP');
  try {
    // Fifty wait for ten connections: one that is open, others that cannot be opened.
    const runs = await Promise.allSettled(Array.from({ length: 50 }, () => database.run(whoAmI, [])));
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['rejected']));
  } finally {
    signalServer('SIGCONT');
  }
  await expect.poll(() => database.run(whoAmI, [])).toHaveLength(1);
  await database.close();
});

test('a server that takes connections and says nothing is given up', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const database = connectDatabase(`postgres://a:b@127.0.0.1:${port}/c`);
  await expect(database.run(whoAmI, [])).rejects.toThrow();
  await database.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});
