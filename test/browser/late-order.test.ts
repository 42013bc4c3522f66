import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { LateChecks } from '../client/late-check.js';
import { deliver, dispatch, judged, placeBooked } from '../client/orders.js';
import { ShipmentEventCreateDocument } from '../generated/graphql.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { violationsOf } from './axe.js';
import { narrow, Windows } from './windows.js';

let addresses: StackAddresses;
let windows: Windows;
let client: ApiClient;
let checks: LateChecks;

beforeAll(async () => {
  addresses = await sharedStack();
  windows = await Windows.launch(addresses.apiUrl);
  client = new ApiClient(addresses);
  checks = await LateChecks.of(addresses);
});

afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});

afterAll(async () => {
  await checks?.[Symbol.asyncDispose]();
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
});

/** An order under way, with its one shipment. */
async function underWay() {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'ASICS-KAYANO', quantity: 1 }]);
  await dispatch(client, shipment);
  return { id, shipment };
}

async function breakPromise({ id, shipment }: { readonly id: string; readonly shipment: string }) {
  const estimatedDelivery = new Date(Date.now() - 60_000).toISOString();
  await judged(client, ShipmentEventCreateDocument, { id: shipment, type: 'DELAYED', estimatedDelivery });
  await checks.untilLate(client, id);
}

test('a courier who reports a delay is asked for the new time, and the customer is promised it', async () => {
  const { id, shipment } = await underWay();
  const customer = await windows.open(`/customer/orders/${id}`);
  const courier = await windows.open(`/courier/${encodeURIComponent(shipment)}`, { viewport: narrow });
  await courier.getByText('Delayed', { exact: true }).click();
  await courier.getByLabel('Note (optional)').fill('Snow');
  await courier.getByRole('button', { name: 'Add to the tracking' }).click();
  const dialog = courier.getByRole('dialog', { name: 'When will it come?' });
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 5);
  await dialog.getByLabel('Day').fill(day.toISOString().slice(0, 10));
  await dialog.getByLabel('From').fill('12:00');
  await dialog.getByLabel('Until').fill('09:00');
  expect(await violationsOf(courier)).toEqual([]);
  await dialog.getByRole('button', { name: 'Report the delay' }).click();
  await dialog.getByText('The end must not be before the start.').waitFor();
  await dialog.getByLabel('From').fill('09:00');
  await dialog.getByLabel('Until').fill('12:30');
  await dialog.getByRole('button', { name: 'Report the delay' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await courier.getByText('Snow').waitFor();
  expect(await courier.getByLabel('Note (optional)').inputValue()).toBe('');

  const weekday = day.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
  const promised = new RegExp(`^Arrives ${weekday}, .*9:00.*12:30`);
  await customer.getByRole('heading', { level: 1, name: promised }).waitFor();
});

test('an order that is late says so on every page, and an open one is found among all', async () => {
  const order = await underWay();
  const customer = await windows.open(`/customer/orders/${order.id}`, { viewport: narrow });
  const manager = await windows.open('/manager?late=yes');
  await manager.getByLabel('Late only').and(manager.locator(':checked')).waitFor();
  expect(await manager.locator(`[data-order="${order.id}"]`).count()).toBe(0);
  await breakPromise(order);
  await customer.getByRole('heading', { level: 1, name: /^Late: was expected/ }).waitFor();
  await customer.getByText('Late: the promised time has passed').waitFor();
  await manager.locator(`[data-order="${order.id}"]`).getByText('Late', { exact: true }).waitFor();
  const courier = await windows.open(`/courier/${encodeURIComponent(order.shipment)}`, { viewport: narrow });
  await courier.getByText('Late, was expected').waitFor();
  for (const page of [customer, manager, courier]) expect(await violationsOf(page)).toEqual([]);

  await deliver(client, order.shipment);
  await customer.getByRole('heading', { level: 1, name: /^Delivered/ }).waitFor();
  await manager.locator(`[data-order="${order.id}"]`).waitFor({ state: 'detached' });
});

/** Records what a page shows by the browser's notifications, and how often it asks for leave: nobody sits here to answer. */
async function recordNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const record = { asked: 0, shown: [] as string[] };
    Object.assign(globalThis, { notificationRecord: record });
    class RecordedNotification extends EventTarget {
      static permission = 'default';
      static async requestPermission() {
        record.asked += 1;
        RecordedNotification.permission = 'granted';
        return 'granted';
      }
      constructor(title: string) {
        super();
        record.shown.push(title);
      }
    }
    Object.assign(globalThis, { Notification: RecordedNotification });
  });
  await page.reload();
}

test('a customer who asked for it is notified when the order is late, and when it has arrived', async () => {
  const order = await underWay();
  const page = await windows.open(`/customer/orders/${order.id}`);
  await recordNotifications(page);
  const recorded = () =>
    page.evaluate('notificationRecord') as Promise<{ asked: number; shown: readonly string[] }>;
  const button = page.getByRole('button', { name: /^Notify me/ });
  await button.waitFor();
  expect(await recorded()).toEqual({ asked: 0, shown: [] });
  expect(await violationsOf(page)).toEqual([]);
  await button.click();
  await page.getByText('This browser tells you').waitFor();
  await breakPromise(order);
  await page.getByRole('heading', { level: 1, name: /^Late: was expected/ }).waitFor();
  await expect.poll(recorded).toEqual({ asked: 1, shown: ['Your order is late'] });
  await deliver(client, order.shipment);
  await page.getByRole('heading', { level: 1, name: /^Delivered/ }).waitFor();
  await expect.poll(recorded).toEqual({ asked: 1, shown: ['Your order is late', 'Your order has arrived'] });
});
