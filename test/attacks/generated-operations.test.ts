import { readFileSync } from 'node:fs';
import type { GraphQLObjectType } from 'graphql';
import { buildSchema } from 'graphql';
import type { Client, ExecutionResult } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOnce } from '../api/ask.js';
import { ApiClient } from '../client/api-client.js';
import { placeBooked } from '../client/orders.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import { Random } from '../feed/random.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { GeneratedOperation } from './generated-operation.js';
import { OperationGenerator } from './generated-operation.js';

/** How many operations on each root field, over HTTP and as many over WebSocket. */
const ROUNDS = 40;

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const rootFields = (
  [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const
).flatMap(([kind, root]) =>
  Object.values((root as GraphQLObjectType).getFields()).map((field) => [kind, field.name, field] as const),
);

let stack: Stack;
let socket: Client;
let known: readonly string[];

beforeAll(async () => {
  stack = await startStack();
  socket = createClient({ url: stack.addresses.webSocketUrl, webSocketImpl: QuietWebSocket });
  await using api = new ApiClient(stack.addresses);
  const order = await placeBooked(api, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  const others = [`fulfillment:1-${order.id}`, `payment:1-${order.id}`, `event:1-${order.id}`];
  known = [
    order.shipmentId,
    ...others,
    order.id,
    order.customerId,
    'NIKE-PEGASUS',
    'product:NIKE-PEGASUS',
    'location:Boston',
  ];
});

afterAll(async () => {
  await socket?.dispose();
  await stack?.[Symbol.asyncDispose]();
});

test.each(rootFields)('a %s of %s is answered, whatever it asks', async (kind, _name, field) => {
  const generator = new OperationGenerator(schema, new Random(), known);
  for (let round = 0; round < ROUNDS; round += 1) {
    const operation = generator.operationOn(kind, field);
    const codes = [
      ...(kind === 'subscription' ? [] : await codesOverHttp(operation)),
      ...(await codesOverSocket(operation)),
    ];
    expect(codes, JSON.stringify(operation)).not.toContain('INTERNAL_SERVER_ERROR');
    // The generator makes what fits the schema: only the values may be wrong.
    expect(codes, JSON.stringify(operation)).not.toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codes, JSON.stringify(operation)).not.toContain(undefined);
  }
});

async function codesOverHttp({ query, variables }: GeneratedOperation) {
  const { status, errors } = await askOnce(stack.addresses.graphqlUrl, query, variables);
  expect(status).not.toBe(500);
  return errors.map(({ extensions }) => extensions?.code);
}

/** The codes of the first answer; a subscription may have none yet when what was sent after it is answered. */
async function codesOverSocket({ query, variables }: GeneratedOperation) {
  const results = socket.iterate({ query, variables });
  const later = socket.iterate({ query: '{ __typename }' });
  try {
    const first = results.next();
    // It may fail when it was left: that is no answer any more.
    first.catch(() => {});
    const answers = query.startsWith('subscription') ? [first, later.next()] : [first];
    const { value } = await Promise.race(answers);
    return codesOf((value as ExecutionResult | undefined)?.errors ?? []);
  } catch (errors) {
    // A socket that was closed is no answer.
    if (!Array.isArray(errors)) throw errors;
    return codesOf(errors);
  } finally {
    await Promise.all([results.return?.(), later.return?.()]);
  }
}

function codesOf(errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[]) {
  return errors.map(({ extensions }) => extensions?.code);
}
