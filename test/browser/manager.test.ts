import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatch, dispatchAndDeliver, isBooked, place, shipmentIds, watchUntil } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { violationsOf } from './axe.js';
import { Windows } from './windows.js';

let stack: Stack;
let windows: Windows;
let client: ApiClient;

beforeAll(async () => {
  stack = await startStack();
  windows = await Windows.launch(stack.addresses.apiUrl);
  client = new ApiClient(stack.addresses);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const focused = (page: Page) => page.evaluate('document.activeElement?.tagName');

test('a row that leaves the list leaves the dialog; what became of the order is said, the focus stays', async () => {
  const { id } = await place(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  const page = await windows.open(`/manager?status=PROCESSING&search=${id}`);
  const row = page.locator(`[data-order="${id}"]`);
  await row.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Reason').fill('Ordered twice');

  await dispatchAndDeliver(client, shipment);
  await row.waitFor({ state: 'detached' });
  const dialog = page.getByRole('dialog', { name: `Cancel order ${id}?` });
  await dialog.getByText('It has been dispatched meanwhile').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('MAIN');
  await page.context().close();
});

test('an order’s own page keeps the dialog too', async () => {
  const { id } = await place(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  const page = await windows.open(`/manager/orders/${id}`);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByLabel('Reason').fill('Ordered twice');
  await dispatch(client, shipment);
  await page.getByRole('dialog').getByText('It has been dispatched meanwhile').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('MAIN');
  await page.context().close();
});
