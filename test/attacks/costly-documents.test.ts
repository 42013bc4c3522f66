import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';

let attacked: Attacked;
let token: string;

beforeAll(async () => {
  attacked = await startAttacked();
  token = await attacked.token('manager', 'mallory');
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');
const deep = '['.repeat(2_000) + ']'.repeat(2_000);

const tooCostly: readonly (readonly [name: string, query: string])[] = [
  [
    'lists in lists under many names',
    `{ orders(first: 100) { nodes { items { ${many(99, (n) => `a${n}: sku`)} } } } }`,
  ],
  [
    'a page of events for each order and name',
    `{ orders(first: 100) { nodes { ${many(90, (n) => `a${n}: events(first: ${n + 1}) { nodes { id } }`)} } } }`,
  ],
  [
    'mutations inside fragments',
    `mutation { ${many(100, (n) => `...F${n}`)} } ${many(
      100,
      (n) => `fragment F${n} on Mutation { a${n}: fraudReset { userErrors { message } } }`,
    )}`,
  ],
  ['deep brackets', `{ order(id: ${deep}) { id } }`],
  ['deep fields', `{ ${'viewer { '.repeat(500)} id ${'}'.repeat(500)} }`],
  ['the same field a thousand times', `{ viewer { ${'id '.repeat(1_100)} } }`],
  ['too many tokens', `{ ${'viewer { actorId } '.repeat(2_000)} }`],
  [
    'fragments that double',
    `{ ...F0 } ${many(60, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on Query { viewer { actorId } }`,
  ],
];

test.each(tooCostly)('%s: refused with QUERY_TOO_COSTLY on both transports', async (_, query) => {
  const { status, body } = await post(attacked.graphqlUrl, { query }, token);
  expect({ status, code: body.errors[0].extensions.code }).toEqual({ status: 400, code: 'QUERY_TOO_COSTLY' });
  const wire = await attacked.socket(token);
  wire.subscribe('1', query);
  expect(codeIn(await answerTo(wire, '1'))).toBe('QUERY_TOO_COSTLY');
  wire.subscribe('2', '{ viewer { actorId } }');
  expect((await answerTo(wire, '2')).type).toBe('next');
  await wire.close();
  await attacked.neighbourIsServed();
});

test('variables that are nested deep are the fault of the client', async () => {
  const query = 'query ($id: ID!) { order(id: $id) { id } }';
  const body = `{"query":${JSON.stringify(query)},"variables":{"id":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
  const answer = await post(attacked.graphqlUrl, body, token);
  expect(answer.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  const wire = await attacked.socket(token);
  for (const text of [query, 'subscription ($id: ID!) { orderUpdated(id: $id) { id } }']) {
    wire.send(
      `{"id":"${text.length}","type":"subscribe","payload":${body.replace(JSON.stringify(query), JSON.stringify(text))}}`,
    );
    expect(codeIn(await answerTo(wire, String(text.length)))).toBe('BAD_USER_INPUT');
  }
  await wire.close();
  expect(attacked.stack.api.output()).not.toContain('socket failed');
  await attacked.neighbourIsServed();
});

test.each(['@skip(if: $s)', '@include(if: $t)'])(
  '%s at the root of a subscription ends that one alone',
  async (condition) => {
    const wire = await attacked.socket(token);
    wire.subscribe('kept', 'subscription { ordersChanged { kind } }');
    expect((await answerTo(wire, 'kept')).type).toBe('next');
    const variables = '($s: Boolean = true, $t: Boolean = false)';
    for (const root of [
      `orderUpdated(id: "x") ${condition} { id }`,
      `... ${condition} { orderUpdated(id: "x") { id } }`,
    ]) {
      wire.subscribe('lost', `subscription ${variables} { ${root} }`);
      expect(await answerTo(wire, 'lost')).toMatchObject({ type: 'error' });
    }
    wire.subscribe('next', '{ viewer { actorId } }');
    expect((await answerTo(wire, 'next')).type).toBe('next');
    await wire.close();
    expect(attacked.stack.api.output()).not.toContain('socket failed');
  },
);

test('the cost of an operation stands in the extensions of its answer', async () => {
  const query = '{ viewer { actorId role } }';
  expect((await post(attacked.graphqlUrl, { query }, token)).body.extensions).toEqual({ cost: 3 });
  const wire = await attacked.socket(token);
  wire.subscribe('1', query);
  expect((await answerTo(wire, '1')).payload).toMatchObject({ extensions: { cost: 3 } });
  await wire.close();
});
