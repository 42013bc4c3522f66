import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect } from 'vitest';
import { atOnce } from '../../bench/measure/at-once.js';
import { UPDATE_SHIPMENT_SIGNAL } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { ApiClient } from '../client/api-client.js';
import {
  deliver,
  dispatch,
  dispatchAndDeliver,
  isBooked,
  isClosed,
  newOrderId,
  place,
  placeBooked,
  shipmentIds,
  watchUntil,
} from '../client/orders.js';
import { FraudSettingsUpdateDocument } from '../generated/graphql.js';
import { PATIENCE } from '../patience.js';
import type { StackAddresses } from '../stack/addresses.js';
import { withDatabase } from '../stack/with-database.js';

/** Places one order of this many lines over as many warehouses; it must be charged for all lines and delivered from everywhere. */
export async function manyLines(
  client: ApiClient,
  { databaseUrl }: StackAddresses,
  { lines, warehouses }: { readonly lines: number; readonly warehouses: number },
): Promise<void> {
  const price = 1_000;
  await withDatabase(databaseUrl, async (database) => {
    await database.query(
      `insert into products select 'HARD-' || n, 'Shoe ' || n, 'Hard', ${price}, 'USD' from generate_series(1, ${lines}) n`,
    );
    await database.query(
      `insert into stock select 'HARD-' || n, 'Warehouse ' || n % ${warehouses}, 2, 0 from generate_series(1, ${lines}) n`,
    );
  });
  const items = Array.from({ length: lines }, (_, n) => ({ sku: `HARD-${n + 1}`, quantity: 2 }));
  const { id } = await place(client, items);
  const booked = await watchUntil(
    client,
    id,
    (order) => order.fulfillments.length === warehouses && isBooked(order),
  );
  for (const shipment of shipmentIds(booked)) await dispatchAndDeliver(client, shipment);
  const closed = await watchUntil(client, id, isClosed);
  expect(closed.status).toBe('COMPLETED');
  const subtotals = closed.fulfillments.map(({ payment }) => payment?.subtotal.amount ?? 0);
  expect(subtotals.reduce((sum, each) => sum + each, 0)).toBe(lines * 2 * price);
  await withDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query(
      `select sum(available)::int as available, sum(reserved)::int as reserved from stock where sku like 'HARD-%'`,
    );
    expect(rows).toEqual([{ available: 0, reserved: 0 }]);
  });
}

/** Places all orders of one customer at once, whose fraud limit allows half of them: exactly half must be charged. */
export async function halfWithinTheLimit(
  client: ApiClient,
  { databaseUrl }: StackAddresses,
  { orders }: { readonly orders: number },
): Promise<void> {
  const items = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
  const first = await placeBooked(client, items);
  const one = first.booked.totalCharged.amount;
  const limit = (amount: number | null) =>
    client.send(FraudSettingsUpdateDocument, {
      input: { requestId: randomUUID(), limit: amount === null ? null : { amount, currency: 'USD' } },
    });
  // One more would not fit by a cent.
  await limit(one * (orders / 2 + 1) - 1);
  const customerId = newOrderId('customer');
  await atOnce(orders, 50, async () => void (await place(client, items, customerId)));
  await withDatabase(databaseUrl, async (database) => {
    const settled = async () => {
      const { rows } = await database.query<{ state: string; count: number }>(
        'select state, count(*)::int from payments where customer_id = $1 group by state order by state',
        [customerId],
      );
      return rows;
    };
    await expect.poll(settled, { timeout: PATIENCE + 200 * orders, interval: 500 }).toEqual([
      { state: 'CHARGED', count: orders / 2 },
      { state: 'DECLINED', count: orders / 2 },
    ]);
    const { rows } = await database.query('select charged from fraud_tallies where customer_id = $1', [
      customerId,
    ]);
    expect(Number(rows[0]?.charged)).toBe((one * orders) / 2);
  });
  await limit(null);
}

/** Sends this many reports about a parcel without a pause: the order must continue as new and complete. */
export async function floodOfSignals(
  client: ApiClient,
  { temporalAddress, namespace }: StackAddresses,
  { signals }: { readonly signals: number },
): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const temporal = new Client({ connection, namespace });
    const { id, shipmentId: shipment } = await placeBooked(client, [
      { sku: 'NIKE-COURT-VISION', quantity: 1 },
    ]);
    const handle = temporal.workflow.getHandle(workflowIdOf(id));
    await dispatch(client, shipment);
    const { runId } = await handle.describe();
    await atOnce(signals, 50, async (n) => {
      await handle.signal(UPDATE_SHIPMENT_SIGNAL, {
        action: 'TRACK',
        shipmentId: shipment,
        type: 'IN_TRANSIT',
        location: `Stop ${n}`,
      });
    });
    await deliver(client, shipment);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({ status: 'COMPLETED' });
    expect((await handle.describe()).runId).not.toBe(runId);
  } finally {
    await connection.close();
  }
}
