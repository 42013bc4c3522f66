import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import { isClosed, judged, place, watchUntil } from '../client/orders.js';
import { OrderAmendDocument, OrderCancelDocument } from '../generated/graphql.js';
import { startStack } from '../stack/stack.js';

const items = [
  { sku: 'NIKE-COURT-VISION', quantity: 1 },
  { sku: 'ADIDAS-SAMBA', quantity: 1 },
];
const ROUNDS = 100;
const AT_ONCE = 10;

/** Amends an order as close to its deadline as can be aimed, and tells what its watcher saw and what it was answered. */
async function race(client: ApiClient, millisecondsBefore: number) {
  const { id } = await place(client, items);
  const seen: WatchedOrder[] = [];
  let asked: (order: WatchedOrder) => void;
  const asking = new Promise<WatchedOrder>((resolve) => {
    asked = resolve;
  });
  const closed = watchUntil(
    client,
    id,
    (order) => {
      if (order.status === 'CUSTOMER_ACTION_REQUIRED') asked(order);
      return isClosed(order);
    },
    seen,
  );
  const deadline = Date.parse((await asking).actionDeadline ?? '');
  // The race itself is one of clocks: it has to be aimed at a time.
  await new Promise((resolve) => setTimeout(resolve, deadline - millisecondsBefore - Date.now()));
  const { orderAmend } = await judged(client, OrderAmendDocument, { id });
  const accepted = orderAmend.userErrors.length === 0;
  if (accepted) await judged(client, OrderCancelDocument, { id });
  return { seen, last: await closed, accepted };
}

test('no watcher is told an ending that does not hold, however close the amendment is to the deadline', async () => {
  await using stack = await startStack({ environment: { CUSTOMER_ACTION_TIMEOUT: '1s' } });
  await using client = new ApiClient(stack.addresses);
  const outcomes: boolean[] = [];
  for (let round = 0; round < ROUNDS; round += AT_ONCE) {
    const races = Array.from({ length: AT_ONCE }, (_, n) => race(client, ((round + n) % 25) * 2 - 10));
    for (const { seen, last, accepted } of await Promise.all(races)) {
      outcomes.push(accepted);
      const toldTimedOut = seen.some(({ status }) => status === 'TIMED_OUT');
      expect(last.status).toBe(accepted ? 'CANCELLED' : 'TIMED_OUT');
      expect(toldTimedOut).toBe(!accepted);
    }
  }
  expect(outcomes).toHaveLength(ROUNDS);
  // Both sides must have won some, or it was no race.
  expect(new Set(outcomes)).toEqual(new Set([true, false]));
});
