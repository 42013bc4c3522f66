import { afterAll, beforeAll, expect, test } from 'vitest';
import { Wire } from '../feed/wire.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';
import { subscribePadded } from './loads/padded-subscriptions.js';

const MEBIBYTE = 1024 * 1024;
const LIST = 'subscription ($id: ID) { ordersChanged(where: { customerId: $id }) { kind } }';

let attacked: Attacked;
let token: string;
/** The address of an API that accepts much from a caller, as long as it need not keep it. */
let generous: string;
/** Numbers the callers, so that each test has a new one. */
let callers = 0;

beforeAll(async () => {
  attacked = await startAttacked({
    // Too small for what the attackers send: an API that keeps it ends.
    NODE_OPTIONS: '--max-old-space-size=192',
    LIMIT_COST_BURST: '8000',
    LIMIT_COST_PER_SECOND: '1',
    LIMIT_SOCKETS_PER_CALLER: '2',
    LIMIT_LISTS_PER_CALLER: '3',
    LIMIT_SUBSCRIPTIONS_PER_CALLER: '1000',
    LIMIT_BYTES_PER_SOCKET: String(MEBIBYTE),
  });
  const { port } = await attacked.stack.startApi({
    LIMIT_COST_BURST: '1000000000',
    LIMIT_COST_PER_SECOND: '1000000000',
  });
  generous = addressesOfApi(port).webSocketUrl;
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

async function newSocket(url?: string): Promise<Wire> {
  callers += 1;
  token = await attacked.token('manager', `mallory-${callers}`);
  return attacked.socket(token, url);
}

/** Sends a subscription whose message is padded, and returns the answer to it. */
async function subscribe(wire: Wire, id: string, payload: object): Promise<string | undefined> {
  wire.send({ type: 'subscribe', id, payload });
  const answer = await answerTo(wire, id);
  return answer.type === 'next' ? 'next' : codeIn(answer);
}

test('an id of more than 128 characters is refused, and the socket goes on', async () => {
  const wire = await newSocket();
  expect(await subscribe(wire, 'x'.repeat(129), { query: '{ viewer { actorId } }' })).toBe('BAD_USER_INPUT');
  expect(await subscribe(wire, 'x'.repeat(128), { query: '{ viewer { actorId } }' })).toBe('next');
  await wire.close();
});

test('what no operation declares is not kept: 180 MB of it would end the process', async () => {
  const wire = await newSocket(generous);
  for (let n = 0; n < 900; n += 1) await subscribePadded(wire, n);
  await attacked.neighbourIsServed();
  await wire.close();
});

test('what is kept for a socket has a bound, and is released', async () => {
  const wire = await newSocket(generous);
  const query = 'subscription ($id: ID!) { ordersChanged(where: { customerId: $id }) { kind } }';
  const id = (n: number) => `${n}${'x'.repeat(60_000)}`;
  expect(await subscribe(wire, '1', { query, variables: { id: id(1) } })).toBe('next');
  expect(await subscribe(wire, '2', { query, variables: { id: id(1) } })).toBe('next');
  const answers: (string | undefined)[] = [];
  for (let n = 3; n < 10; n += 1)
    answers.push(await subscribe(wire, `${n}`, { query, variables: { id: id(1) } }));
  expect(answers).toContain('TOO_MANY_REQUESTS');
  wire.send({ type: 'complete', id: '1' });
  expect(await subscribe(wire, 'again', { query, variables: { id: id(1) } })).toBe('next');
  await wire.close();
  await attacked.neighbourIsServed();
});

test('a caller can watch only so many different lists, but the same one as often as it likes', async () => {
  const wire = await newSocket();
  for (const customer of ['a', 'b', 'c']) {
    expect(await subscribe(wire, customer, { query: LIST, variables: { id: customer } })).toBe('next');
  }
  wire.subscribe('d', LIST, { id: 'd' });
  expect(await answerTo(wire, 'd')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }],
  });
  expect(await subscribe(wire, 'a again', { query: LIST, variables: { id: 'a' } })).toBe('next');
  // Another socket of the same caller has the same allowance.
  const other = await attacked.socket(token);
  expect(await subscribe(other, 'd', { query: LIST, variables: { id: 'd' } })).toBe('TOO_MANY_REQUESTS');
  wire.send({ type: 'complete', id: 'b' });
  await expect.poll(() => subscribe(other, 'd', { query: LIST, variables: { id: 'd' } })).toBe('next');
  await Promise.all([wire.close(), other.close()]);
});

test('a caller can open only so many sockets', async () => {
  const first = await newSocket();
  const second = await attacked.socket(token);
  await expect(attacked.socket(token)).rejects.toThrow();
  await attacked.neighbourIsServed();
  await second.close();
  await expect
    .poll(() =>
      attacked.socket(token).then(
        () => 'let in',
        () => 'refused',
      ),
    )
    .toBe('let in');
  await first.close();
});

test('what a caller spends is bounded over both transports, and refusals say when to come again', async () => {
  const wire = await newSocket();
  const query = '{ orders(first: 100) { nodes { id status revision placedAt } } }';
  let refused = await post(attacked.graphqlUrl, { query }, token);
  for (let n = 0; n < 40 && refused.status === 200; n += 1)
    refused = await post(attacked.graphqlUrl, { query }, token);
  expect(refused.status).toBe(429);
  expect(refused.body.errors[0].extensions).toEqual({
    code: 'TOO_MANY_REQUESTS',
    retryAfter: expect.any(Number),
  });
  expect(await subscribe(wire, '1', { query })).toBe('TOO_MANY_REQUESTS');
  await attacked.neighbourIsServed();
  await wire.close();
});

test.each(['HTTP', 'WebSocket'])(
  'documents that are refused are paid for over %s, since each has to be parsed',
  async (transport) => {
    const wire = await newSocket();
    let sent = 0;
    const ask = async () => {
      sent += 1;
      const query = `{ ${'nothing '.repeat(20)} } # ${sent}`;
      if (transport === 'WebSocket') return subscribe(wire, `${sent}`, { query });
      return (await post(attacked.graphqlUrl, { query }, token)).body.errors[0].extensions.code;
    };
    expect(await ask()).toBe('GRAPHQL_VALIDATION_FAILED');
    await expect.poll(ask).toBe('TOO_MANY_REQUESTS');
    await attacked.neighbourIsServed();
    await wire.close();
  },
);

test('a large request is paid for before it is read', async () => {
  const wire = await newSocket();
  const padding = 'x'.repeat(10_000);
  const query = '{ viewer { actorId } }';
  expect((await post(attacked.graphqlUrl, { query, variables: { padding } }, token)).status).toBe(200);
  expect(await post(attacked.graphqlUrl, { query, variables: { padding } }, token)).toMatchObject({
    status: 429,
    body: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }] },
  });
  await attacked.neighbourIsServed();
  await wire.close();
});

test('a large message over a socket is paid for, whatever it is', async () => {
  const wire = await newSocket();
  wire.send({ type: 'ping', payload: { padding: 'x'.repeat(100_000) } });
  expect((await wire.next()).type).toBe('pong');
  expect(await subscribe(wire, '1', { query: '{ viewer { actorId } }' })).toBe('TOO_MANY_REQUESTS');
  await attacked.neighbourIsServed();
  await wire.close();
});

test('a socket that is not authenticated yet can send no more than a token, whole or in part', async () => {
  const padding = 'x'.repeat(20_000);
  for (const isWhole of [true, false]) {
    const wire = await new Wire(attacked.stack.addresses.webSocketUrl).open();
    const message = JSON.stringify({ type: 'connection_init', payload: { padding } });
    wire.webSocket.send(message, { fin: isWhole });
    await wire.closed;
    expect(wire.messages).toEqual([]);
  }
  await attacked.neighbourIsServed();
});

test('a message in very many fragments is not assembled', async () => {
  const wire = await newSocket();
  for (let n = 0; n < 500; n += 1) wire.webSocket.send(' ', { fin: false });
  await wire.closed;
  await attacked.neighbourIsServed();
});
