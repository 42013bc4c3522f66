import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatch, isBooked, newOrderId, placeBooked, shipmentIds, watchUntil } from '../client/orders.js';
import { OrderCreateDocument } from '../generated/graphql.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { violationsOf } from './axe.js';
import { narrow, Windows } from './windows.js';

let addresses: StackAddresses;
let windows: Windows;
let client: ApiClient;

beforeAll(async () => {
  addresses = await sharedStack();
  windows = await Windows.launch(addresses.apiUrl);
  client = new ApiClient(addresses);
});

afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
});

/** A booked order, and the id of its one shipment. */
async function booked(sku: string): Promise<readonly [id: string, shipment: string]> {
  const { id, shipmentId } = await placeBooked(client, [{ sku, quantity: 1 }]);
  return [id, shipmentId];
}

test('nothing moves under the thumb: what was picked up stays, with its result; what is new waits to be asked for', async () => {
  const [first] = await booked('PUMA-SUEDE');
  const page = await windows.open('/courier', { viewport: narrow });
  const card = page.locator(`[data-order="${first}"]`);
  await card.getByRole('button', { name: /^Mark picked up/ }).focus();
  const before = await card.boundingBox();
  const [second] = await booked('PUMA-SUEDE');
  await page.getByRole('button', { name: /^Show \d+ new$/ }).waitFor();
  await page.keyboard.press('Enter');
  await card.and(page.locator('[data-status="DISPATCHED"]')).waitFor();
  // In the same place, with nothing to press where the button was.
  expect(await card.boundingBox()).toMatchObject({ x: before?.x, y: before?.y });
  expect(await card.getByRole('button').count()).toBe(0);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Picked up');
  expect(await page.locator(`[data-order="${second}"]`).count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('button', { name: /^Show \d+ new$/ }).click();
  await page.locator(`[data-order="${second}"]`).waitFor();
  await card.waitFor({ state: 'detached' });
});

test('each list says how many parcels it has, and counts as they move', async () => {
  const [id, shipment] = await booked('PUMA-SUEDE');
  const page = await windows.open(`/courier?search=${id}`, { viewport: narrow });
  const count = (list: string, number: string) =>
    page.locator(`[data-count="${list}"]`, { hasText: new RegExp(`^\\s*${number}$`) }).waitFor();
  await Promise.all([count('pickup', '1'), count('underway', '0'), count('done', '0')]);
  await dispatch(client, shipment);
  await Promise.all([count('pickup', '0'), count('underway', '1')]);
  expect(await violationsOf(page)).toEqual([]);
});

test('the recipient is called from the page of a parcel, and found on a map of which nothing is loaded before', async () => {
  const id = newOrderId();
  const deliveryAddress = {
    name: 'Ada Norberg',
    line1: '12 Harbour Street & Co',
    city: 'Portland',
    postalCode: '97209',
    country: 'US',
    phone: '+1 (503) 555-0142',
  };
  const items = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
  await client.send(OrderCreateDocument, {
    input: { id, customerId: newOrderId('customer'), items, deliveryAddress },
  });
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  const page = await windows.open('/courier', { viewport: narrow });
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(addresses.apiUrl)) strangers.push(request.url());
  });
  await page.goto(`/courier/${encodeURIComponent(shipment)}`);
  const link = page.getByRole('link', { name: 'Show on a map' });
  const url = new URL((await link.getAttribute('href')) ?? '');
  expect(url.searchParams.get('query')).toBe('12 Harbour Street & Co, Portland, 97209, US');
  const call = page.getByRole('link', { name: `Call ${deliveryAddress.name}` });
  expect(await call.getAttribute('href')).toBe('tel:+15035550142');
  expect(await violationsOf(page)).toEqual([]);
  expect(strangers.filter((url) => url.startsWith('http'))).toEqual([]);
});

test('two taps in one place pick up a parcel but do not deliver it: that asks first', async () => {
  const [, shipment] = await booked('PUMA-SUEDE');
  const page = await windows.open(`/courier/${encodeURIComponent(shipment)}`, { viewport: narrow });
  await page.getByRole('button', { name: /^Mark picked up/ }).click();
  await page.getByRole('button', { name: /^Mark delivered/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Handed over?' });
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Not yet' }).click();
  await page.locator('.page-head .status', { hasText: 'Under way' }).waitFor();
  await page.getByRole('button', { name: /^Mark delivered/ }).click();
  await dialog.getByRole('button', { name: 'Yes, delivered' }).click();
  await page.locator('.page-head .status', { hasText: 'Delivered' }).waitFor();
});

test('the way back leads to the list as it was; the warehouse is kept for the next visit', async () => {
  const [id, shipment] = await booked('NEW-BALANCE-574');
  const page = await windows.open('/courier', { viewport: narrow });
  const chosen = page.getByLabel('Warehouse');
  await expect.poll(() => chosen.locator('option').count()).toBeGreaterThan(2);
  const from = await page.locator(`[data-order="${id}"] .way strong`).first().textContent();
  await chosen.selectOption(from ?? '');
  await page.getByLabel(/^Order or tracking/).pressSequentially(`${id.slice(0, -4)} `);
  await page.locator(`[data-order="${id}"]`).getByRole('link').click();
  await page.locator('.label').waitFor();
  expect(page.url()).toContain(encodeURIComponent(shipment));
  await page.getByRole('link', { name: '← Parcels' }).click();
  await page.locator(`[data-order="${id}"]`).waitFor();
  expect(await chosen.inputValue()).toBe(`location:${from}`);
  expect(await page.getByLabel(/^Order or tracking/).inputValue()).toBe(`${id.slice(0, -4)} `);

  await page.goto('/courier');
  await page.locator('.shipment').first().waitFor();
  expect(await chosen.inputValue()).toBe(`location:${from}`);
  expect(await violationsOf(page)).toEqual([]);
});

test('a question about a parcel stays when the parcel has moved on, and says so', async () => {
  const [, shipment] = await booked('PUMA-SPEEDCAT');
  const path = `/courier/${encodeURIComponent(shipment)}`;
  const page = await windows.open(path, { viewport: narrow });
  const other = await windows.open(path, { viewport: narrow });
  await page.getByRole('button', { name: /^Mark picked up/ }).click();
  await page.getByRole('button', { name: 'Report a loss' }).click();
  await other.getByRole('button', { name: /^Mark delivered/ }).click();
  await other.getByRole('button', { name: 'Yes, delivered' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It is now: delivered').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.evaluate('document.activeElement !== document.body')).toBe(true);
});
