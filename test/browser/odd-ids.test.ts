import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { idInPath } from '../../web/parts/id-in-path.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, orderById, shipmentIds, watchUntil } from '../client/orders.js';
import {
  OrderCreateDocument,
  ShipmentDispatchDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { oddIds } from '../web/odd-ids.js';
import { overflowOf } from './axe.js';
import { narrow, Windows } from './windows.js';

let stack: Stack;
let windows: Windows;
let client: ApiClient;
const customerId = `customer-${randomUUID()}`;

beforeAll(async () => {
  stack = await startStack();
  windows = await Windows.launch(stack.addresses.apiUrl);
  client = new ApiClient(stack.addresses);
  const items = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
  for (const id of oddIds) {
    const { orderCreate } = await client.send(OrderCreateDocument, { input: { id, customerId, items } });
    expect(orderCreate?.userErrors).toEqual([]);
  }
  for (const id of oddIds) await watchUntil(client, id, isBooked);
});

afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

/** Opens each row of a list by its link, and checks that the page is that order's own. */
async function openEach(page: Page, rows: string, orderOnPage: string): Promise<readonly string[]> {
  const ids = await Promise.all(
    (await page.locator(rows).all()).map((row) => row.getAttribute('data-order')),
  );
  for (const [index, id] of ids.entries()) {
    const row = page.locator(rows).nth(index);
    expect(await row.getAttribute('data-order')).toBe(id);
    await row.getByRole('link').first().click();
    // An element that every found page has, and the page for a missing order lacks.
    await page.locator('.lead, .page-head .status').waitFor();
    expect(await page.locator(orderOnPage).textContent()).toBe(id);
    await page.goBack();
    await page
      .locator(rows)
      .nth(ids.length - 1)
      .waitFor();
  }
  return ids.map((id) => id ?? '');
}

test('a manager opens every odd id from the list', async () => {
  const page = await windows.open('/manager');
  await page
    .locator('.order-row')
    .nth(oddIds.length - 1)
    .waitFor();
  const opened = await openEach(page, '.order-row', '.lead .mono');
  expect(opened.toSorted()).toEqual(oddIds.toSorted());
});

test('so do a customer and an operator, also by the address alone', async () => {
  const page = await windows.open('/');
  await page.evaluate(`localStorage.setItem('order-management.customer', '${customerId}')`);
  await page.goto('/customer/orders');
  await page.locator('.order-row').nth(19).waitFor();
  expect(await openEach(page, '.order-row', '.lead .mono')).toHaveLength(20);
  await page.goto('/operator');
  await page.locator('.order-row').nth(11).waitFor();
  expect(await openEach(page, '.order-row', '.lead .mono')).toHaveLength(12);
  for (const id of ['.', '..', '%2F', 'a%20b']) {
    await page.goto(`/customer/orders/${idInPath(id)}`);
    await page.locator('.lead').waitFor();
    expect(await page.locator('.lead .mono').textContent()).toBe(id);
  }
});

test('a courier opens the parcel of every odd id', async () => {
  const page = await windows.open('/courier');
  await page
    .locator('.shipment')
    .nth(oddIds.length - 1)
    .waitFor();
  const opened = await openEach(page, '.shipment', '.label .facts dd.mono');
  expect(opened.toSorted()).toEqual(oddIds.toSorted());
});

test('what is searched for is what was typed, also after a reload', async () => {
  const page = await windows.open('/manager');
  await page.getByLabel(/^Order, tracking number/).fill('a%20b');
  await page.getByTestId('order-count').filter({ hasText: '1 found' }).waitFor();
  await page.reload();
  await page.getByTestId('order-count').filter({ hasText: '1 found' }).waitFor();
  expect(await page.getByLabel(/^Order, tracking number/).inputValue()).toBe('a%20b');
  expect(await page.locator('.order-row').getAttribute('data-order')).toBe('a%20b');
});

test('cancel cancels the order that is shown', async () => {
  const page = await windows.open('/manager?search=a%2520b');
  await page.locator('.order-row').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByLabel('Reason').fill('Ordered twice');
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.locator('.lead[data-status="CANCELLED"]').waitFor();
  expect((await orderById(client, 'a%20b'))?.status).toBe('CANCELLED');
  expect((await orderById(client, 'a b'))?.status).toBe('PROCESSING');
});

test('words of any length break: nothing is pushed out of sight by a name, an id or a reason', async () => {
  const word = 'W'.repeat(180);
  const [id, customerId] = [`${word}-${randomUUID().slice(0, 8)}`, `${word}-customer`];
  const part = 'W'.repeat(200);
  const deliveryAddress = {
    ...{ name: part, line1: part, line2: part, city: part, region: part, postalCode: part, country: part },
    phone: '+1 (503) 555-0142',
  };
  const items = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
  await client.send(OrderCreateDocument, { input: { id, customerId, items, deliveryAddress } });
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));

  const page = await windows.open('/courier', { viewport: narrow });
  const card = page.locator(`[data-order="${id}"]`);
  await card.waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  expect((await card.boundingBox())?.height).toBeLessThan(narrow.height / 2);
  await client.send(ShipmentDispatchDocument, { input: { id: shipment } });
  const report = { id: shipment, type: 'IN_TRANSIT', place: part, note: part } as const;
  await client.send(ShipmentEventCreateDocument, { input: report });
  await page.goto(`/courier/${idInPath(shipment)}`);
  await page.locator('.thumb').waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Mark delivered' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.evaluate('document.querySelector("dialog[open]").scrollWidth')).toBeLessThan(360);

  await client.send(ShipmentFailDocument, { input: { id: shipment, reason: part } });
  for (const path of ['/customer/orders', '/manager/orders', '/operator/orders']) {
    await page.goto(`${path}/${idInPath(id)}`);
    await page.locator('.lead[data-status="FAILED"]').waitFor();
    await page.getByText('Lost').first().waitFor();
    expect(await overflowOf(page), path).toBeLessThanOrEqual(0);
  }
  for (const path of [`/manager/slips/${idInPath(shipment)}`, `/manager?search=${id}`]) {
    await page.goto(path);
    await page.getByText(id).first().waitFor();
    expect(await overflowOf(page), path).toBeLessThanOrEqual(0);
  }
});
