import pg from 'pg';
import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isClosed, orderById, placeBooked, watchUntil } from '../client/orders.js';
import { OrderTimelineDocument } from '../generated/graphql.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';

const DAY = 24 * 60 * 60_000;

/** Moves the clock of a process, for a start with these settings. */
function clockMovedBy(milliseconds: number): Readonly<Record<string, string>> {
  const moved = `
    const Real = Date;
    console.log('This clock is wrong');
    globalThis.Date = class Date extends Real {
      constructor(...given) {
        if (given.length === 0) super(Real.now() + ${milliseconds});
        else super(...given);
      }
      static now() {
        return Real.now() + ${milliseconds};
      }
    };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(moved)}` };
}

/** Moves the clock of the statements of processes that connect from now on: they find another `now()` first. */
async function moveDatabaseClock(databaseUrl: string, milliseconds: number): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    await database.query('create schema wrong');
    await database.query(`create function wrong.now() returns timestamptz stable language sql
      as $$ select pg_catalog.now() + interval '${milliseconds} milliseconds' $$`);
    await database.query('grant usage on schema wrong to public');
    const name = pg.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
    await database.query(`alter database ${name} set search_path = wrong, pg_catalog, public`);
  });
  await withDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query('select now() as at');
    expect(Math.abs(rows[0].at - Date.now())).toBeGreaterThan(Math.abs(milliseconds) / 2);
  });
}

test.each([
  ['the API is a day ahead', DAY, 0, 0],
  ['the API is a day behind', -DAY, 0, 0],
  ['the worker is a day ahead', 0, DAY, 0],
  ['the worker is a day behind', 0, -DAY, 0],
  ['the database is a day ahead', 0, 0, DAY],
  ['the database is a day behind', 0, 0, -DAY],
])('an order completes in its order of events though %s', async (_name, ofApi, ofWorker, ofDatabase) => {
  await using stack = await startStack({ workers: [] });
  if (ofDatabase !== 0) await moveDatabaseClock(stack.addresses.databaseUrl, ofDatabase);
  const api = await stack.startApi(clockMovedBy(ofApi));
  const worker = await stack.startWorker('orders,billing,shipments', clockMovedBy(ofWorker));
  for (const each of [api, worker]) expect(each.output()).toContain('This clock is wrong');
  const at = `127.0.0.1:${api.port}/graphql`;
  await using client = new ApiClient({ graphqlUrl: `http://${at}`, webSocketUrl: `ws://${at}` });
  const before = Date.now();
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SPEEDCAT', quantity: 1 }]);
  await dispatchAndDeliver(client, shipment);
  expect(await watchUntil(client, id, isClosed)).toMatchObject({ status: 'COMPLETED' });

  const order = await orderById(client, id);
  expect(Date.parse(order?.placedAt ?? '')).toBeGreaterThan(before - DAY / 2);
  expect(Date.parse(order?.placedAt ?? '')).toBeLessThan(Date.now() + DAY / 2);
  const { order: told } = await client.send(OrderTimelineDocument, { id });
  const times = told?.events?.nodes.map((event) => Date.parse(event.at)) ?? [];
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});
