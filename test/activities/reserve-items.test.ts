import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderActivities } from '../../schema/contract/order-activities.js';
import { connectDatabase } from '../../workers/database.js';
import type { Inventory } from '../../workers/orders/inventory.js';
import { failureOf } from '../../workers/retry-interceptor.js';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase, interruptedAt, killedAt } from './activity-database.js';
import { orderActivities, placedOrder, reservationOf } from './orders.js';

let stage: ActivityDatabase;
let activities: OrderActivities;

beforeAll(async () => {
  stage = await createActivityDatabase();
  activities = orderActivities(stage);
});
afterAll(() => stage[Symbol.asyncDispose]());

async function stockOf(sku: string) {
  return stage.query('select location, available, reserved from stock where sku = $1 order by location', [
    sku,
  ]);
}

test('splits an order over warehouses, by quantity too, and shows it at once', async () => {
  const boots = await stage.product({ east: 3, west: 4 });
  const shoes = await stage.product({ west: 10 });
  const placed = placedOrder([
    { sku: boots, quantity: 9 },
    { sku: shoes, quantity: 2 },
    { sku: 'unknown', quantity: 1 },
  ]);
  const { id } = placed.snapshot;

  const reserved = await activities.reserveItems(reservationOf(placed));

  const product = { name: 'A shoe', unitPrice: 10_000 };
  expect(reserved).toEqual({
    outcome: 'RESERVED',
    customerActionSeconds: 60,
    items: [
      { sku: boots, quantity: 9, ...product },
      { sku: shoes, quantity: 2, ...product },
      { sku: 'unknown', quantity: 1, name: null, unitPrice: null },
    ],
    fulfillments: [
      {
        id: `${id}:1`,
        location: 'west',
        items: [
          { sku: boots, quantity: 4, ...product },
          { sku: shoes, quantity: 2, ...product },
        ],
      },
      { id: `${id}:2`, location: 'east', items: [{ sku: boots, quantity: 3, ...product }] },
      {
        id: `${id}:3`,
        location: null,
        items: [
          { sku: boots, quantity: 2, ...product },
          { sku: 'unknown', quantity: 1, name: null, unitPrice: null },
        ],
      },
    ],
  });
  expect(await stockOf(boots)).toEqual([
    { location: 'east', available: 0, reserved: 3 },
    { location: 'west', available: 0, reserved: 4 },
  ]);
  const shown = await stage.query('select status, skus, event_count from orders where id = $1', [id]);
  expect(shown).toEqual([{ status: 'PENDING', skus: [boots, shoes, 'unknown'], event_count: 1 }]);
});

test('gives its first answer when it runs again, and takes nothing more', async () => {
  const sku = await stage.product({ east: 5 });
  const request = reservationOf(placedOrder([{ sku, quantity: 2 }]));
  const first = await activities.reserveItems(request);

  expect(await activities.reserveItems(request)).toEqual(first);
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 3, reserved: 2 }]);
});

test('attempts at the same time take the items once', async () => {
  const sku = await stage.product({ east: 50 });
  const request = reservationOf(placedOrder([{ sku, quantity: 2 }]));
  const answers = await Promise.all(Array.from({ length: 8 }, () => activities.reserveItems(request)));

  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 48, reserved: 2 }]);
  const events = await stage.query('select sequence from order_events where order_id = $1', [
    request.placed.snapshot.id,
  ]);
  expect(events).toEqual([{ sequence: 1 }]);
});

test('an id belongs to the run that claimed it first', async () => {
  const sku = await stage.product({ east: 5 });
  const placed = placedOrder([{ sku, quantity: 1 }]);
  await activities.reserveItems(reservationOf(placed));
  const second = placedOrder([{ sku, quantity: 2 }], placed.snapshot.id);

  expect(await activities.reserveItems(reservationOf(second))).toEqual({ outcome: 'ID_TAKEN' });
  await activities.releaseItems({ orderId: placed.snapshot.id, runId: second.runId, fulfillmentIds: null });
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 4, reserved: 1 }]);
});

test('an order that is shown keeps its id when its claim is missing', async () => {
  const sku = await stage.product({ east: 5 });
  const placed = placedOrder([{ sku, quantity: 1 }]);
  await activities.publishOrder(placed);
  const second = placedOrder([{ sku, quantity: 1 }], placed.snapshot.id);

  await activities.releaseItems({ orderId: placed.snapshot.id, runId: second.runId, fulfillmentIds: null });
  expect(await activities.reserveItems(reservationOf(second))).toEqual({ outcome: 'ID_TAKEN' });
  expect(await activities.reserveItems(reservationOf(placed))).toMatchObject({ outcome: 'RESERVED' });
});

test('nothing is reserved after a release of the whole order, and the order is shown all the same', async () => {
  const sku = await stage.product({ east: 5 });
  const placed = placedOrder([{ sku, quantity: 1 }]);
  const orderId = placed.snapshot.id;
  await activities.releaseItems({ orderId, runId: placed.runId, fulfillmentIds: null });

  expect(await activities.reserveItems(reservationOf(placed))).toEqual({ outcome: 'VOIDED' });
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 5, reserved: 0 }]);
  const shown = await stage.query('select event_count from orders where id = $1', [orderId]);
  expect(shown).toEqual([{ event_count: 1 }]);
  const claims = await stage.query('select state from order_claims where order_id = $1', [orderId]);
  expect(claims).toEqual([{ state: 'VOIDED' }]);
});

test('a release while items are reserved leaves nothing taken, whichever is first', async () => {
  const sku = await stage.product({ east: 1_000 });
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      const placed = placedOrder([{ sku, quantity: 3 }]);
      await Promise.all([
        activities.reserveItems(reservationOf(placed)),
        activities.releaseItems({ orderId: placed.snapshot.id, runId: placed.runId, fulfillmentIds: null }),
      ]);
    }),
  );
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 1_000, reserved: 0 }]);
});

test('puts units back once, however often it is asked', async () => {
  const sku = await stage.product({ east: 2, west: 2 });
  const placed = placedOrder([{ sku, quantity: 4 }]);
  const orderId = placed.snapshot.id;
  await activities.reserveItems(reservationOf(placed));

  const one = { orderId, runId: placed.runId, fulfillmentIds: [`${orderId}:2`] };
  await activities.releaseItems(one);
  await Promise.all([activities.releaseItems(one), activities.releaseItems(one)]);
  expect(await stockOf(sku)).toEqual([
    { location: 'east', available: 0, reserved: 2 },
    { location: 'west', available: 2, reserved: 0 },
  ]);
  const all = { ...one, fulfillmentIds: null };
  await Promise.all([activities.releaseItems(all), activities.releaseItems(all)]);
  expect(await stockOf(sku)).toEqual([
    { location: 'east', available: 2, reserved: 0 },
    { location: 'west', available: 2, reserved: 0 },
  ]);
});

test('of two orders that race for the last item, one gets it', async () => {
  for (let round = 0; round < 20; round++) {
    const sku = await stage.product({ east: 1 });
    const answers = await Promise.all(
      [1, 2].map(() => activities.reserveItems(reservationOf(placedOrder([{ sku, quantity: 1 }])))),
    );
    const locations = answers.flatMap((answer) =>
      answer.outcome === 'RESERVED' ? answer.fulfillments.map(({ location }) => location) : [],
    );
    expect(locations.sort()).toEqual(['east', null]);
    expect(await stockOf(sku)).toEqual([{ location: 'east', available: 0, reserved: 1 }]);
  }
});

test('many orders over the same SKUs, in any order of lines, conserve stock and never deadlock', async () => {
  const skus = await Promise.all([1, 2, 3, 4].map(() => stage.product({ east: 30, west: 10 })));
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const lines = skus.map((sku, line) => ({ sku, quantity: 1 + ((index + line) % 3) }));
      const shuffled = [...lines.slice(index % 4), ...lines.slice(0, index % 4)];
      const placed = placedOrder(index % 2 === 0 ? shuffled : shuffled.reverse());
      return persistently(() => activities.reserveItems(reservationOf(placed))).then(async (answer) => {
        const release = { orderId: placed.snapshot.id, runId: placed.runId };
        if (index % 3 === 0) await activities.releaseItems({ ...release, fulfillmentIds: null });
        return { answer, released: index % 3 === 0 };
      });
    }),
  );
  for (const sku of skus) {
    const levels = (await stockOf(sku)) as { available: number; reserved: number }[];
    const held = answers.flatMap(({ answer, released }) =>
      answer.outcome === 'RESERVED' && !released
        ? answer.fulfillments
            .filter(({ location }) => location !== null)
            .flatMap(({ items }) => items.filter((item) => item.sku === sku).map(({ quantity }) => quantity))
        : [],
    );
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(levels.map(({ reserved }) => reserved))).toBe(sum(held));
    expect(sum(levels.map(({ available, reserved }) => available + reserved))).toBe(40);
  }
});

test('a thousand orders of one SKU and orders of 100 lines at once take what there is, without a deadlock', async () => {
  const hot = await stage.product({ east: 900, west: 90 });
  const others = await Promise.all(Array.from({ length: 99 }, () => stage.product({ east: 1_000 })));
  const all = [hot, ...others];
  const placed = [
    ...Array.from({ length: 1_000 }, () => placedOrder([{ sku: hot, quantity: 1 }])),
    ...Array.from({ length: 30 }, (_, n) => {
      const rotated = [...all.slice(n * 3), ...all.slice(0, n * 3)].map((sku) => ({ sku, quantity: 1 }));
      return placedOrder(n % 2 === 0 ? rotated : rotated.reverse());
    }),
  ];
  const database = connectDatabase(stage.url);
  const busy = orderActivities({ ...stage, database });
  const answers = await Promise.all(
    placed.map((each) => persistently(() => busy.reserveItems(reservationOf(each)))),
  );
  // Connections report their deadlocks when they end, if not before.
  await database.close();

  const taken = answers.flatMap((answer) =>
    answer.outcome === 'RESERVED'
      ? answer.fulfillments.flatMap(({ location, items }) => (location === null ? [] : items))
      : [],
  );
  const soldOut = [
    { location: 'east', available: 0, reserved: 900 },
    { location: 'west', available: 0, reserved: 90 },
  ];
  expect(await stockOf(hot)).toEqual(soldOut);
  expect(taken.filter(({ sku }) => sku === hot)).toHaveLength(990);
  for (const sku of others) {
    expect(await stockOf(sku)).toEqual([{ location: 'east', available: 970, reserved: 30 }]);
  }
  const deadlocks = 'select deadlocks from pg_stat_database where datname = current_database()';
  expect(await stage.query(deadlocks)).toEqual([{ deadlocks: 0 }]);
});

test('units that come back while others are taken can be taken', async () => {
  const sku = await stage.product({ east: 2 });
  const comeBack: Promise<void>[] = [];
  const late = orderActivities(
    interruptedAt('take-items', stage, async () => {
      await stage.query('update stock set available = 1 where sku = $1', [sku]);
      const commit = await stage.holdingLocks('update stock set available = 2 where sku = $1', [sku]);
      comeBack.push(commit());
    }),
  );

  const reserved = await late.reserveItems(reservationOf(placedOrder([{ sku, quantity: 2 }])));
  await Promise.all(comeBack);

  expect(reserved).toMatchObject({ fulfillments: [{ location: 'east' }] });
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 0, reserved: 2 }]);
});

test('a worker killed before it took the items takes them when it runs again', async () => {
  const sku = await stage.product({ east: 5 });
  const request = reservationOf(placedOrder([{ sku, quantity: 1 }]));
  const half = orderActivities(killedAt('take-items', stage));
  await expect(half.reserveItems(request)).rejects.toThrow('killed');

  expect(await activities.reserveItems(request)).toMatchObject({ outcome: 'RESERVED' });
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 4, reserved: 1 }]);
});

test('a worker killed in the middle of a release puts the items back when it runs again', async () => {
  const sku = await stage.product({ east: 5 });
  const placed = placedOrder([{ sku, quantity: 1 }]);
  await activities.reserveItems(reservationOf(placed));
  const release = { orderId: placed.snapshot.id, runId: placed.runId, fulfillmentIds: null };
  const half = orderActivities(killedAt('put-back-items', stage));
  await expect(half.releaseItems(release)).rejects.toThrow('killed');

  expect(await activities.reserveItems(reservationOf(placed))).toEqual({ outcome: 'VOIDED' });
  await activities.releaseItems(release);
  expect(await stockOf(sku)).toEqual([{ location: 'east', available: 5, reserved: 0 }]);
});

test('items whose price no amount can hold are not reserved, and that is final', async () => {
  const sku = await stage.product({ east: 5 });
  const setPrice = 'update products set unit_price = $2 where sku = $1';
  for (const price of ['1000000001', '9007199254740991', '9223372036854775807']) {
    await expect(stage.query(setPrice, [sku, price])).rejects.toThrow('products_price_bounded');
  }
  const inventory: Inventory = {
    reserve: async ({ orderId, items }) => {
      const priced = items.map((item) => ({ ...item, name: null, unitPrice: Number.MAX_SAFE_INTEGER }));
      return { items: priced, fulfillments: [{ id: `${orderId}:1`, location: 'east', items: priced }] };
    },
    release: async () => {},
  };
  const { reserveItems } = orderActivities(stage, inventory);
  const reserving = reserveItems(reservationOf(placedOrder([{ sku, quantity: 2 }])));
  await expect(reserving).rejects.toMatchObject({ nonRetryable: true, type: 'PRICE_OUT_OF_RANGE' });
});

test('a release that does not fit the stock is final, not tried over and over', async () => {
  const sku = await stage.product({ east: 5 });
  const fill = 'update stock set available = 2147483647 - reserved where sku = $1';
  await stage.query(fill, [sku]);
  await expect(stage.query('update stock set reserved = 1 where sku = $1', [sku])).rejects.toThrow(
    'stock_bounded',
  );
  const overflow = { name: 'overflow', text: 'update stock set available = available + 1 where sku = $1' };
  const error = await stage.database.run(overflow, [sku]).catch((caught: unknown) => caught);
  expect(failureOf(error, 1)).toMatchObject({ nonRetryable: true, type: '22003' });
  expect(failureOf(new Error('Connection terminated'), 1)).toMatchObject({ nonRetryable: false });
});

/** Retries an attempt that lost too many races, as Temporal does. */
async function persistently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('Other orders took'))) throw error;
    }
  }
}
