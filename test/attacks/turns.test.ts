import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';

const query = '{ product(sku: "NIKE-PEGASUS") { sku } }';
/** More than may run and wait at two at a time. */
const many = Array.from({ length: 150 }, (_, n) => n);

let attacked: Attacked;
let database: pg.Client;
/** Outside of the transaction that holds the lock. */
let observer: pg.Client;

beforeAll(async () => {
  attacked = await startAttacked({ LIMIT_OPERATIONS_PER_CALLER: '2' });
  database = new pg.Client(attacked.stack.addresses.databaseUrl);
  observer = new pg.Client(attacked.stack.addresses.databaseUrl);
  await Promise.all([database.connect(), observer.connect()]);
});

afterAll(async () => {
  await Promise.all([database?.end(), observer?.end()]);
  await attacked?.[Symbol.asyncDispose]();
});

/** Makes reads of the catalogue wait, so that operations are under way for as long as the test wants. */
async function whileReadsWait(act: () => Promise<void>): Promise<void> {
  await database.query('begin');
  await database.query('lock table products in access exclusive mode');
  await act();
  await database.query('rollback');
}

test('over HTTP a caller’s operations run in turn, too many are refused, and others are served', async () => {
  const token = await attacked.token('manager', 'mallory');
  const codes: (string | undefined)[] = [];
  let answers: readonly Promise<unknown>[] = [];
  await whileReadsWait(async () => {
    answers = many.map(async () => {
      const { body } = await post(attacked.graphqlUrl, { query }, token);
      codes.push(body.errors?.[0]?.extensions?.code);
    });
    await expect.poll(() => codes).toContain('TOO_MANY_REQUESTS');
    await attacked.neighbourIsServed();
  });
  await Promise.all(answers);
  // Those that waited were served afterwards.
  expect(codes).toContain(undefined);
  expect((await post(attacked.graphqlUrl, { query }, token)).body.errors).toBeUndefined();
});

test('over WebSocket as well, whatever the number of sockets', async () => {
  const token = await attacked.token('manager', 'mallory-2');
  const sockets = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => attacked.socket(token)));
  const codes: (string | undefined)[] = [];
  let answers: readonly Promise<unknown>[] = [];
  await whileReadsWait(async () => {
    answers = sockets.map(async (wire) => {
      const ids = many.slice(0, 15).map(String);
      for (const id of ids) wire.subscribe(id, query);
      for (let open = ids.length; open > 0; ) {
        const message = await wire.next();
        if (message.type === 'complete') continue;
        codes.push(codeIn(message));
        open -= 1;
      }
    });
    await attacked.neighbourIsServed();
  });
  await Promise.all(answers);
  expect(codes).toContain('TOO_MANY_REQUESTS');
  expect(codes).toContain(undefined);
  await Promise.all(sockets.map((wire) => wire.close()));
});

test('however many fields they ask for, most connections to the database are left to others', async () => {
  const token = await attacked.token('manager', 'mallory-3');
  const fields = Array.from({ length: 20 }, (_, n) => `f${n}: products(first: 1) { nodes { sku } }`);
  const body = { query: `{ ${fields.join(' ')} }` };
  let answers: readonly Promise<unknown>[] = [];
  await whileReadsWait(async () => {
    answers = [post(attacked.graphqlUrl, body, token), post(attacked.graphqlUrl, body, token)];
    await expect.poll(waiting).toBeGreaterThan(3);
    await attacked.neighbourIsServed();
    expect(await waiting()).toBeLessThan(10);
  });
  await Promise.all(answers);
});

test.each(['http', 'websocket'] as const)(
  'the answers to a caller’s costly queries are made one at a time, over %s',
  async (transport) => {
    const token = await attacked.token('manager', `mallory-4-${transport}`);
    const wires = await Promise.all([attacked.socket(token), attacked.socket(token)]);
    const twice = (text: string) =>
      wires.map(async (wire) => {
        if (transport === 'http') return post(attacked.graphqlUrl, { query: text }, token);
        wire.subscribe(text, text);
        return answerTo(wire, text);
      });
    let answers: readonly Promise<unknown>[] = [];
    await whileReadsWait(async () => {
      answers = twice(query);
      await expect.poll(waiting).toBe(2);
    });
    await Promise.all(answers);
    const fields = Array.from({ length: 10 }, (_, n) => `n${n}: name`);
    await whileReadsWait(async () => {
      answers = twice(`{ products(first: 100) { nodes { ${fields.join(' ')} } } }`);
      await expect.poll(waiting).toBeGreaterThan(0);
      await attacked.neighbourIsServed();
      expect(await waiting()).toBe(1);
    });
    await Promise.all(answers);
    await Promise.all(wires.map((wire) => wire.close()));
  },
);

/** How many connections to this database wait for the lock. */
async function waiting(): Promise<number> {
  const { rows } = await observer.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}
