import { once } from 'node:events';
import { getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressesOfApi } from '../stack/addresses.js';
import type { Attacked } from './attacked.js';
import { answerTo, post, startAttacked } from './attacked.js';
import { sent } from './loads/raw-requests.js';

let attacked: Attacked;
let token: string;
/** The port of an API that requires tokens and is explorable nevertheless. */
let explorable: number;

beforeAll(async () => {
  attacked = await startAttacked();
  token = await attacked.token('manager', 'mallory');
  explorable = (await attacked.stack.startApi({ EXPLORABLE: 'true' })).port;
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const headers = () => ({ authorization: `Bearer ${token}` });

/** The messages of the errors over both transports. */
async function messages(query: string, variables: object = {}): Promise<readonly string[]> {
  const { body } = await post(attacked.graphqlUrl, { query, variables }, token);
  const wire = await attacked.socket(token);
  wire.subscribe('1', query, variables);
  const { payload } = await answerTo(wire, '1');
  await wire.close();
  const overSocket = Array.isArray(payload) ? payload : (payload as { errors?: object[] }).errors;
  return [...(body.errors ?? []), ...(overSocket ?? [])].map(({ message }) => message);
}

test('browsing and querying cause no warnings of the process', async () => {
  const { apiUrl } = attacked.stack.addresses;
  const query = '{ products(first: 100) { nodes { id sku name } } }';
  for (let n = 0; n < 5; n += 1) {
    for (const path of ['/', '/customer/orders', '/config.json', '/nothing']) {
      const page = await fetch(apiUrl + path, { headers: { accept: 'text/html' } });
      await page.text();
      const etag = page.headers.get('etag') ?? 'none';
      await (await fetch(apiUrl + path, { headers: { accept: 'text/html', 'if-none-match': etag } })).text();
    }
    expect((await post(attacked.graphqlUrl, { query }, token)).body.errors).toBeUndefined();
  }
  // And a client that leaves before it has the page.
  await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const socket = sent(
        attacked.stack.api.port,
        'GET /customer HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n',
      );
      await once(socket, 'connect');
      setTimeout(() => socket.destroy(), n % 6);
      await once(socket, 'close');
    }),
  );
  await attacked.neighbourIsServed();
  // The log takes the process's warnings as entries of its own.
  expect(attacked.stack.api.output()).not.toMatch(/warn/i);
});

/** What graphql-cop 1.15 looks for, as it asks for it. */
describe('graphql-cop finds', () => {
  test('no introspection, nor a circular one', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __schema { types { name fields { type { fields { name } } } } } }',
      '{ __type(name: "Order") { name } }',
    ]) {
      const told = await messages(query);
      expect(told.length).toBeGreaterThanOrEqual(2);
      expect(told.every((message) => message.includes('introspection'))).toBe(true);
    }
    expect(await messages('{ __typename }')).toEqual([]);
  });

  test('no suggestions of fields, arguments, types or values', async () => {
    for (const query of [
      '{ order { idd } }',
      '{ ordes { nodes { id } } }',
      '{ order(idd: "1") { id } }',
      'query ($a: Ordr) { viewer { role } }',
      '{ orders(where: { status: [COMPLETE] }) { nodes { id } } }',
      'subscription { orderUpdate(id: "1") { id } }',
    ]) {
      const told = await messages(query);
      expect(told.length).toBeGreaterThanOrEqual(2);
      expect(told.join('\n')).not.toContain('Did you mean');
    }
  });

  test('no Playground and no documents', async () => {
    const paths = ['/graphql', '/playground.html', '/docs/index.html', '/docs', '/x/../docs/index.html'];
    for (const path of [...paths, '/%64ocs/index.html', '/docs/schema.html']) {
      const { status } = await fetch(attacked.stack.addresses.apiUrl + path, {
        headers: { accept: 'text/html' },
      });
      expect([path, status]).toEqual([path, path === '/graphql' ? 405 : 404]);
    }
  });

  test('nothing that is taken by GET, as a form, or in batches', async () => {
    const query = encodeURIComponent('{ __typename }');
    const got = await fetch(`${attacked.graphqlUrl}?query=${query}`, { headers: headers() });
    expect(got.status).toBe(405);
    const form = await fetch(attacked.graphqlUrl, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
      body: `query=${query}`,
    });
    expect([400, 415]).toContain(form.status);
    const batch = Array.from({ length: 10 }, () => ({ query: '{ __typename }' }));
    expect((await post(attacked.graphqlUrl, batch, token)).status).toBe(400);
  });

  test('no tracing, and no details of failures', async () => {
    const { body } = await post(attacked.graphqlUrl, { query: '{ __typename }' }, token);
    expect(Object.keys(body.extensions)).toEqual(['cost']);
    const { body: failed } = await post(attacked.graphqlUrl, { query: 'qwerty { x }' }, token);
    expect(JSON.stringify(failed)).not.toMatch(/stacktrace|exception|node_modules/);
  });

  test('no overload by aliases, directives or repeated fields', async () => {
    const many = (part: (n: number) => string) => Array.from({ length: 1_010 }, (_, n) => part(n)).join(' ');
    for (const query of [
      `{ ${many((n) => `a${n}: __typename`)} }`,
      `{ __typename ${many(() => '@aa')} }`,
      `{ ${many(() => '__typename')} }`,
    ])
      expect((await post(attacked.graphqlUrl, { query }, token)).status).toBe(400);
    await attacked.neighbourIsServed();
  });
});

test('what a client did leaves no stack in the log', async () => {
  const { graphqlUrl, stack } = attacked;
  for (const body of [
    '{"query":',
    '[]',
    '{"query":"{"}',
    '{"query":"{ nothing }"}',
    '{"query":"{ viewer { id } }","variables":5}',
  ])
    await post(graphqlUrl, body, token);
  await post(graphqlUrl, { query: '{ viewer { role } }' }, 'nobody');
  expect(stack.api.output()).not.toMatch(/\bat .*\.(js|ts):\d+/);
  expect(stack.api.output()).not.toContain(token);
});

describe.each([
  // What these two want to try is an introspection query: they would be answered with its refusal.
  [
    'as it is with tokens',
    () => attacked.graphqlUrl,
    /accept utf-8 encoded request|map \{variables\} parameter when accepting application\/json/,
  ],
  ['explorable', () => addressesOfApi(explorable).graphqlUrl, null],
])('GraphQL over HTTP, %s', (_name, url, setAside) => {
  const audits = serverAudits({
    url,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers() } }),
  });
  // GET is not served, which the specification leaves to the server.
  const served = audits.filter(({ name }) => !/\bGET\b/.test(name) && !setAside?.test(name));

  test.each(served.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === 'error' ? result.reason : null).toBeNull();
  });
});
