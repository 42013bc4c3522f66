import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { registerSearchAttributes } from '../../runtime/temporal/register-search-attributes.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, isClosed, judged, place, watchUntil } from '../client/orders.js';
import { OrderAmendDocument, OrderCancelDocument } from '../generated/graphql.js';
import { plays } from '../lifecycle/plays.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const shoe = { sku: 'NIKE-PEGASUS', quantity: 1 };
const unavailable = { sku: 'ADIDAS-SAMBA', quantity: 1 };

async function temporalOf({ addresses: { temporalAddress, namespace } }: Stack) {
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  const found = async (query: string) => {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
    return ids;
  };
  return { client, connection, found, [Symbol.asyncDispose]: () => connection.close() };
}

test('Temporal finds orders by customer and state once the attributes are registered, at the cost of one event an order', async () => {
  await using stack = await startStack();
  await using temporal = await temporalOf(stack);
  await using client = new ApiClient(stack.addresses);
  const eventsOf = async (id: string) => {
    const handle = temporal.client.workflow.getHandle(workflowIdOf(id));
    await handle.result();
    return (await handle.fetchHistory()).events ?? [];
  };
  const upserts = (events: Awaited<ReturnType<typeof eventsOf>>) =>
    events.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes).length;

  // They are not registered yet, and orders can be placed nevertheless.
  const before = await eventsOf(await plays.completed(client));
  expect(upserts(before)).toBe(0);

  await registerSearchAttributes(temporal.connection, stack.addresses.namespace);
  await registerSearchAttributes(temporal.connection, stack.addresses.namespace);
  // This process remembers that they are missing; a new one does not.
  const api = await stack.startApi();
  const host = `127.0.0.1:${api.port}`;
  await using fresh = new ApiClient({
    graphqlUrl: `http://${host}/graphql`,
    webSocketUrl: `ws://${host}/graphql`,
  });
  const completed = await plays.completed(fresh);
  expect(upserts(await eventsOf(completed))).toBe(1);
  const waiting = await place(fresh, [shoe, unavailable]);
  await watchUntil(fresh, waiting.id, ({ status }) => status === 'CUSTOMER_ACTION_REQUIRED');

  const is = (query: string, ids: readonly string[]) =>
    expect.poll(() => temporal.found(query)).toEqual(ids.map(workflowIdOf));
  await is('OrderState = "COMPLETED"', [completed]);
  await is('OrderState = "CUSTOMER_ACTION_REQUIRED"', [waiting.id]);
  await is(`OrderCustomerId = "${waiting.customerId}"`, [waiting.id]);
  await judged(fresh, OrderAmendDocument, { id: waiting.id });
  await watchUntil(fresh, waiting.id, isBooked);
  await is('OrderState = "OPEN"', [waiting.id]);
  await judged(fresh, OrderCancelDocument, { id: waiting.id });
  await watchUntil(fresh, waiting.id, isClosed);
  await is('OrderState = "CANCELLED"', [waiting.id]);
});

test('with encryption, Temporal does not learn the customer', async () => {
  await using stack = await startStack({
    environment: { ENCRYPTION_KEYS: randomBytes(32).toString('base64') },
  });
  await using temporal = await temporalOf(stack);
  await registerSearchAttributes(temporal.connection, stack.addresses.namespace);
  await using client = new ApiClient(stack.addresses);
  const { id, customerId } = await place(client, [shoe]);
  await expect.poll(() => temporal.found('OrderState = "OPEN"')).toEqual([workflowIdOf(id)]);
  expect(await temporal.found('OrderCustomerId IS NOT NULL')).toEqual([]);
  const { events } = await temporal.client.workflow.getHandle(workflowIdOf(id)).fetchHistory();
  expect(JSON.stringify(events)).not.toContain(customerId);
});
