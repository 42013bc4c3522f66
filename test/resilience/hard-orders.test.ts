import { test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { PATIENCE } from '../patience.js';
import { startStack } from '../stack/stack.js';
import { floodOfSignals, halfWithinTheLimit, manyLines } from './hard-orders.js';

/** `HARD_ORDERS=full` runs them at full size, which takes minutes. */
const isFull = process.env.HARD_ORDERS === 'full';
const timeout = isFull ? 20 * 60_000 : 3 * PATIENCE;

test('a hundred lines over twenty warehouses are charged and delivered', { timeout }, async () => {
  await using stack = await startStack();
  await using client = new ApiClient(stack.addresses);
  await manyLines(client, stack.addresses, { lines: 100, warehouses: 20 });
});

test('of the orders of one customer at once, exactly as many are charged as the fraud limit allows', {
  timeout,
}, async () => {
  await using stack = await startStack();
  await using client = new ApiClient(stack.addresses);
  await halfWithinTheLimit(client, stack.addresses, { orders: isFull ? 1_000 : 40 });
});

test('an order that is flooded with signals continues as new and completes', { timeout }, async () => {
  await using stack = await startStack();
  await using client = new ApiClient(stack.addresses);
  await floodOfSignals(client, stack.addresses, { signals: isFull ? 10_000 : 2_500 });
});
