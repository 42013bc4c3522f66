import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase } from './activity-database.js';
import { orderActivities, placedOrder, republished, timelineEvent } from './orders.js';

let stage: ActivityDatabase;
beforeAll(async () => {
  stage = await createActivityDatabase();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

// What webhooks rely on to deliver the events of an order in sequence.
test('the transactions of one order’s events grow with their sequences, however many publish at once', async () => {
  const activities = orderActivities(stage);
  const placed = placedOrder([{ sku: 'shoe', quantity: 1 }]);
  const publications = Array.from({ length: 40 }, (_, n) =>
    republished(placed, { revision: (n * 7) % 40 }, [timelineEvent(`a${n}`), timelineEvent(`b${n}`)]),
  );
  await Promise.all([placed, ...publications].map((each) => activities.publishOrder(each)));
  const rows = await stage.query<{ sequence: number; place: number }>(
    `select sequence, row_number() over (order by written_in, sequence)::integer as place
     from order_events where order_id = $1 and written_in is not null order by sequence`,
    [placed.snapshot.id],
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 81 }, (_, n) => n + 1));
  expect(rows.map(({ place }) => place)).toEqual(rows.map(({ sequence }) => sequence));
});
