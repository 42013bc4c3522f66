import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WireMessage } from '../feed/wire.js';
import type { Attacked } from './attacked.js';
import { codeIn, post, startAttacked } from './attacked.js';
import { storeLongProducts } from './loads/large-answers.js';

/** Nearly a megabyte: alone it costs more than a caller has here. */
const long = (size: number) => `{ products(first: ${size}, where: { search: "LONG-" }) { nodes { name } } }`;
const FITS = long(50);
const TOO_LARGE = long(100);
const CHEAP = '{ viewer { actorId } }';

let attacked: Attacked;
let database: pg.Client;
/** Outside of the transaction that holds the lock. */
let observer: pg.Client;
let callers = 0;

beforeAll(async () => {
  attacked = await startAttacked({
    LIMIT_COST_BURST: '10000',
    LIMIT_COST_PER_SECOND: '1',
    LIMIT_ANSWER_BYTES: '500000',
    LIMIT_OPERATIONS_PER_CALLER: '1',
  });
  const { databaseUrl } = attacked.stack.addresses;
  await storeLongProducts(databaseUrl);
  database = new pg.Client(databaseUrl);
  observer = new pg.Client(databaseUrl);
  await Promise.all([database.connect(), observer.connect()]);
});

afterAll(async () => {
  await Promise.all([database?.end(), observer?.end()]);
  await attacked?.[Symbol.asyncDispose]();
});

/** A caller that no other test uses, and how it asks over each transport. */
async function newCaller() {
  callers += 1;
  const token = await attacked.token('manager', `mallory-${callers}`);
  const wire = await attacked.socket(token);
  let asked = 0;
  const overHttp = async (query: string): Promise<string> => {
    const { body } = await post(attacked.graphqlUrl, { query }, token);
    return body.errors?.[0]?.extensions?.code ?? 'answered';
  };
  const overSocket = async (query: string): Promise<string> => {
    asked += 1;
    const id = `${asked}`;
    wire.subscribe(id, query);
    // Several may wait at a time, so no message is taken from the others.
    const answer = () => wire.messages.find((message) => message.id === id && message.type !== 'complete');
    await expect.poll(answer).toBeDefined();
    return codeIn(answer() as WireMessage) ?? 'answered';
  };
  return { wire, http: overHttp, websocket: overSocket };
}

/** Makes reads of the catalogue wait for as long as the test wants. */
async function whileReadsWait(act: () => Promise<void>): Promise<void> {
  await database.query('begin');
  await database.query('lock table products in access exclusive mode');
  await act();
  await database.query('rollback');
}

/** How many connections to this database wait for the lock. */
async function waiting(): Promise<number> {
  const { rows } = await observer.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}

test.each(['http', 'websocket'] as const)(
  'an answer that is too large is paid for, over %s',
  async (transport) => {
    const { wire, [transport]: ask } = await newCaller();
    expect(await ask(TOO_LARGE)).toBe('QUERY_TOO_COSTLY');
    expect(await ask(CHEAP)).toBe('TOO_MANY_REQUESTS');
    await wire.close();
    await attacked.neighbourIsServed();
  },
);

test.each(['http', 'websocket'] as const)(
  'what waits while its caller spends all that it has does not run, over %s',
  async (transport) => {
    const { wire, [transport]: ask } = await newCaller();
    let answers: readonly Promise<string>[] = [];
    await whileReadsWait(async () => {
      answers = [1, 2, 3, 4].map(() => ask(FITS));
      await expect.poll(waiting).toBe(1);
    });
    const outcomes = (await Promise.all(answers)).sort();
    expect(outcomes).toEqual(['TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS', 'answered']);
    await wire.close();
    await attacked.neighbourIsServed();
  },
);

test('an answer that a socket no longer waits for is paid for', async () => {
  const { wire, http } = await newCaller();
  await whileReadsWait(async () => {
    wire.subscribe('left', FITS);
    await expect.poll(waiting).toBe(1);
    wire.send({ type: 'complete', id: 'left' });
    wire.send({ type: 'ping' });
    while ((await wire.next()).type !== 'pong');
  });
  await expect.poll(() => http(CHEAP)).toBe('TOO_MANY_REQUESTS');
  await wire.close();
});
