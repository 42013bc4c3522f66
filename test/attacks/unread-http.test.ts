import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressesOfApi } from '../stack/addresses.js';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';
import { LARGE, storeLongProducts } from './loads/large-answers.js';
import { requestText, sent } from './loads/raw-requests.js';

let attacked: Attacked;
let token: string;
/** The attacked API, whose clients have a second for everything, and another whose clients have all the time. */
let hasty: number;
let patient: number;

beforeAll(async () => {
  attacked = await startAttacked({
    LIMIT_REQUEST_SECONDS: '1',
    LIMIT_ANSWER_SECONDS: '1',
    LIMIT_BYTES_PER_CALLER: '10000000',
  });
  token = await attacked.token('manager', 'mallory');
  await storeLongProducts(attacked.stack.addresses.databaseUrl);
  hasty = attacked.stack.api.port;
  const limits = { LIMIT_REQUEST_SECONDS: '600', LIMIT_ANSWER_SECONDS: '600', LIMIT_CONNECTIONS: '20' };
  const bytes = { LIMIT_BYTES_PER_CALLER: '10000000', LIMIT_UNREAD_BYTES: '10000000' };
  patient = (await attacked.stack.startApi({ ...limits, ...bytes })).port;
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const requestOf = (body: string, length?: number, bearer = token) => requestText(bearer, body, length);

/** As Java's HttpClient sends the first request of a connection. */
const offering = (request: string) =>
  request.replace(
    '\r\n',
    '\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n',
  );

test.each([
  ['nothing', () => ''],
  ['half of its headers', () => 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
  ['half of its body', () => requestOf('{"query":', 100)],
  ['half of its body behind an offer of HTTP/2', () => offering(requestOf('{"query":', 100))],
])('a client that sends %s is not waited for', async (_, start) => {
  const socket = sent(hasty, start());
  await text(socket);
  await attacked.neighbourIsServed();
});

test('the body of an unauthenticated request is not read', async () => {
  const socket = sent(patient, requestOf('', 100_000, 'nobody'));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toContain('HTTP/1.1 401');
  expect(String(answer)).toContain('"UNAUTHENTICATED"');
  socket.destroy();
});

test.each([
  ['POST', '/nothing'],
  ['POST', '/config.json'],
  ['PUT', '/graphql'],
  ['DELETE', '/'],
])('nor is a body sent by %s to %s, which takes none', async (method, path) => {
  const headers = 'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000';
  const socket = sent(patient, `${method} ${path} HTTP/1.1\r\n${headers}\r\n\r\n{"a":`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toContain('HTTP/1.1 404');
  socket.destroy();
});

test('requests that are sent without waiting for answers end their connection', async () => {
  const request = requestOf('{"query":"{ orders { nodes { id } } }"}');
  expect(await text(sent(patient, request.repeat(50)))).not.toContain('"data"');
  await attacked.neighbourIsServed();
});

test('who offers HTTP/2 gets its answer by HTTP/1.1, by the same rules', async () => {
  const body = '{"query":"{ viewer { actorId } }"}';
  const socket = sent(patient, offering(requestOf(body)));
  const answer = async () => String(((await once(socket, 'data')) as [Buffer])[0]);
  expect(await answer()).toMatch(/^HTTP\/1\.1 200 .*"actorId":"mallory"/s);
  // The connection goes on, and a body may come later.
  const request = offering(requestOf(body));
  socket.write(request.slice(0, -body.length));
  socket.write(body);
  expect(await answer()).toMatch(/^HTTP\/1\.1 200 .*"actorId":"mallory"/s);
  socket.write(offering(requestOf('', 100_000, 'nobody')));
  expect(await answer()).toContain('HTTP/1.1 401');
  socket.destroy();
  const page = sent(patient, offering('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
  expect(String(((await once(page, 'data')) as [Buffer])[0])).toContain('HTTP/1.1 200');
  page.destroy();
  expect(await text(sent(patient, offering(request).repeat(50)))).not.toContain('"data"');
  await attacked.neighbourIsServed();
});

test('an answer that nobody reads is given up', async () => {
  const socket = sent(hasty, requestOf(JSON.stringify({ query: LARGE })));
  await once(socket, 'readable');
  // What is held for the caller leaves no room for another such answer.
  await expect.poll(async () => (await post(attacked.graphqlUrl, { query: LARGE }, token)).status).toBe(200);
  const answer = await text(socket);
  const [, length] = /content-length: (\d+)/i.exec(answer) ?? [];
  expect(answer.length).toBeLessThan(Number(length));
  await attacked.neighbourIsServed();
});

test('answers that a caller has yet to read count to what it holds', async () => {
  const unread = sent(patient, requestOf(JSON.stringify({ query: LARGE })));
  await once(unread, 'readable');
  const { graphqlUrl } = addressesOfApi(patient);
  const refused = await post(graphqlUrl, { query: LARGE }, token);
  expect(refused).toMatchObject({
    status: 429,
    body: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: 1 } }] },
  });
  unread.destroy();
  await expect.poll(async () => (await post(graphqlUrl, { query: LARGE }, token)).status).toBe(200);
});

test('over WebSocket as well', async () => {
  const { webSocketUrl } = addressesOfApi(patient);
  const [unread, other] = [
    await attacked.socket(token, webSocketUrl),
    await attacked.socket(token, webSocketUrl),
  ];
  unread.stream.pause();
  unread.subscribe('unread', LARGE);
  let asked = 0;
  const ask = async () => {
    asked += 1;
    other.subscribe(`${asked}`, '{ viewer { actorId } }');
    const answer = await answerTo(other, `${asked}`);
    return answer.type === 'next' ? 'served' : codeIn(answer);
  };
  await expect.poll(ask).toBe('TOO_MANY_REQUESTS');
  unread.stream.resume();
  await expect.poll(ask).toBe('served');
  await Promise.all([unread.close(), other.close()]);
});

test('what all callers have yet to read has a bound; beyond it, the answer that waits longest is dropped', async () => {
  const unread = sent(patient, requestOf(JSON.stringify({ query: LARGE })));
  await once(unread, 'readable');
  const { graphqlUrl } = addressesOfApi(patient);
  const max = await attacked.token('manager', 'max');
  expect((await post(graphqlUrl, { query: LARGE }, max)).status).toBe(200);
  const answer = await text(unread);
  const [, length] = /content-length: (\d+)/i.exec(answer) ?? [];
  expect(answer.length).toBeLessThan(Number(length));
});

test('there are no more connections than are allowed', async () => {
  const sockets = Array.from({ length: 40 }, () => sent(patient, ''));
  await Promise.any(sockets.map((socket) => once(socket, 'close')));
  for (const socket of sockets) socket.destroy();
  await attacked.neighbourIsServed();
});
