import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('variables that are nested deep are the fault of the client', async () => {
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
