import type { Page, Route } from 'playwright-core';
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

/** Holds back what a window sends to change the settings, from now on. */
async function holdSettingsUpdates(page: Page) {
  const held: Route[] = [];
  await page.route('**/graphql', async (route) => {
    if (route.request().postDataJSON()?.operationName === 'FraudSettingsUpdate') held.push(route);
    else await route.continue();
  });
  return held;
}

test('the maintenance switch shows what is so: it waits for the answer, and nothing is sent behind its back', async () => {
  const page = await windows.open('/manager/fraud');
  const maintenance = page.getByRole('checkbox', { name: 'Decline every charge' });
  await maintenance.waitFor();
  const held = await holdSettingsUpdates(page);

  await maintenance.click({ force: true });
  await page.getByText('Saving…').waitFor();
  expect(await maintenance.isChecked()).toBe(false);
  await maintenance.click({ force: true });
  expect(held).toHaveLength(1);
  await held[0]?.continue();
  await expect.poll(() => maintenance.isChecked()).toBe(true);
  expect(await maintenance.evaluate('document.activeElement.type')).toBe('checkbox');

  await maintenance.click({ force: true });
  await expect.poll(() => held.length).toBe(2);
  await held[1]?.abort();
  await page.getByRole('alert').getByText('can’t be reached').waitFor();
  expect(await maintenance.isChecked()).toBe(true);
  expect(held).toHaveLength(2);
  await page.unroute('**/graphql');
  await maintenance.click({ force: true });
  await expect.poll(() => maintenance.isChecked()).toBe(false);
  await page.context().close();
});

test('setting a limit leaves the focus where it was; a senseless one is not sent', async () => {
  const page = await windows.open('/manager/fraud');
  const field = page.getByLabel(/^New limit/);
  await field.fill('5000');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByTestId('limit').filter({ hasText: '$5,000.00' }).waitFor();
  await page
    .getByRole('button', { name: 'Set the limit' })
    .and(page.locator('[aria-disabled=false]'))
    .waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Set the limit');

  const held = await holdSettingsUpdates(page);
  await field.fill('99999999999999999');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.querySelector("[name=limit]").validity.rangeOverflow')).toBe(true);
  expect(held).toHaveLength(0);
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'No limit' }).click();
  await page.getByTestId('limit').filter({ hasText: 'No limit' }).waitFor();
  await expect.poll(() => field.inputValue()).toBe('');
  await page.context().close();
});

test('an adjustment by nothing, or by more than can be, is answered beside its field', async () => {
  const page = await windows.open('/manager/stock');
  await page
    .locator('.stock-row')
    .first()
    .getByRole('button', { name: /^Adjust/ })
    .first()
    .click();
  const field = page.getByLabel(/^Add/);
  const problem = () => page.evaluate('document.querySelector("[name=by]").validationMessage');
  await field.fill('0');
  expect(await problem()).toContain('nothing to adjust');
  await field.fill('9999999999');
  expect(await problem()).not.toBe('');
  await field.fill('1');
  expect(await problem()).toBe('');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.context().close();
});
