import { afterAll, beforeAll, expect, test } from 'vitest';
import { Wire } from '../feed/wire.js';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';
import { ORDER_BY_ID, tooCostly, withDeepVariables } from './loads/costly-documents.js';

let attacked: Attacked;
let token: string;

beforeAll(async () => {
  attacked = await startAttacked();
  token = await attacked.token('manager', 'mallory');
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

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

test('deeply nested variables are an error of the client', async () => {
  const answer = await post(attacked.graphqlUrl, withDeepVariables(ORDER_BY_ID), token);
  expect(answer.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  const wire = await attacked.socket(token);
  const updates = 'subscription ($id: ID!) { orderUpdated(id: $id) { id } }';
  for (const [id, query] of Object.entries({ query: ORDER_BY_ID, subscription: updates })) {
    wire.send(`{"id":"${id}","type":"subscribe","payload":${withDeepVariables(query)}}`);
    expect(codeIn(await answerTo(wire, id))).toBe('BAD_USER_INPUT');
  }
  await wire.close();
  expect(attacked.stack.api.output()).not.toContain('socket failed');
  await attacked.neighbourIsServed();
});

test('a deeply nested ping is a malformed message, even before the caller is let in', async () => {
  const ping = `{"type":"ping","payload":{"a":${'['.repeat(7_500)}${']'.repeat(7_500)}}}`;
  const stranger = await new Wire(attacked.stack.addresses.webSocketUrl).open();
  const wire = await attacked.socket(token);
  for (const socket of [stranger, wire]) {
    socket.send(ping);
    expect(await socket.closed).toMatchObject({ code: 4400 });
  }
  expect(attacked.stack.api.output()).not.toContain('socket failed');
  await attacked.neighbourIsServed();
});

const LIST = 'query ($where: OrderFilter) { orders(where: $where) { nodes { id } } }';
const LIVE = 'subscription ($where: OrderFilter) { ordersChanged(where: $where) { kind } }';

test.each([
  ['15,000 members that it does not have', wrongMembers(15_000)],
  ['a member with a name of 150,000 characters', { ['x'.repeat(150_000)]: 1 }],
  ['a text of 150,000 characters in place of a list', { status: 'x'.repeat(150_000) }],
  ['many wrong members beside a long text', { search: 'x'.repeat(150_000), ...wrongMembers(60) }],
])('a filter with %s gets one short error, not as much again for each mistake', async (what, where) => {
  const mallory = await attacked.token('manager', what);
  const shortError = [
    { message: expect.stringMatching(/^.{10,1000}$/s), extensions: { code: 'BAD_USER_INPUT' } },
  ];
  const { status, body } = await post(attacked.graphqlUrl, { query: LIST, variables: { where } }, mallory);
  expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: shortError });
  expect(body.errors).toHaveLength(1);
  const wire = await attacked.socket(mallory);
  for (const [id, query] of Object.entries({ query: LIST, subscription: LIVE })) {
    wire.subscribe(id, query, { where });
    const { type, payload } = await answerTo(wire, id);
    expect({ type, payload }).toMatchObject({ type: 'error', payload: shortError });
    expect(payload).toHaveLength(1);
  }
  await wire.close();
  const exported = await post(`${attacked.stack.addresses.apiUrl}/orders.csv`, { where }, mallory);
  expect(exported).toMatchObject({ status: 400, body: { errors: shortError } });
  await attacked.neighbourIsServed();
});

function wrongMembers(count: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 1]));
}

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
