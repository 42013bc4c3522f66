import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { newOrderId, place, placeBooked } from '../client/orders.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { violationsOf } from './axe.js';
import { narrow, openPlacedOrder, Windows } from './windows.js';

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

test('a customer fills a cart, says where to, and follows what was ordered', async () => {
  const page = await windows.open('/customer', { viewport: narrow });
  await page.getByRole('button', { name: 'Add Nike Air Zoom Pegasus to the cart' }).click();
  await page.getByRole('button', { name: 'Add Puma Suede Classic to the cart' }).click();
  const cart = page.getByRole('form', { name: 'Cart' });
  await cart.getByLabel('Quantity of Puma Suede Classic').fill('2');
  await cart.getByText('3 pairs').waitFor();
  await cart.getByLabel('Name').fill('Noor Haddad');
  await cart.getByLabel('City').fill('Seattle');
  await cart.getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  await page.locator('aside address', { hasText: 'Noor Haddad' }).waitFor();
  await page.locator('.parcel').getByText('2 × Puma Suede Classic').waitFor();
  // What was ordered is not in the cart any more, the address is.
  await page.getByRole('link', { name: 'Shop' }).click();
  await cart.getByText('Nothing in it yet').waitFor();
  expect(await cart.getByLabel('Name').inputValue()).toBe('Noor Haddad');
});

test('a manager searches, pages and filters; what changes meanwhile is seen', async () => {
  const customerId = newOrderId('customer');
  const lines = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
  const placed = [];
  for (let count = 0; count < 27; count += 1) placed.push(await place(client, lines, customerId));
  const page = await windows.open('/manager');
  await page.getByLabel(/^Order, tracking number/).fill(customerId);
  await page.getByTestId('order-count').filter({ hasText: '27 found' }).waitFor();
  const rows = page.locator('.order-row');
  await expect.poll(() => rows.count()).toBe(25);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2').waitFor();
  await expect.poll(() => rows.count()).toBe(2);
  const oldest = page.locator(`[data-order="${placed[0]?.id}"]`);
  await oldest.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByLabel('Reason').fill('Ordered twice');
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.locator(`[data-order="${placed[0]?.id}"][data-status="CANCELLED"]`).waitFor();
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByLabel('Cancelled').check({ force: true });
  await expect.poll(() => rows.count()).toBe(1);
  // The address of the page holds the view.
  await page.reload();
  await oldest.waitFor();
  await page.getByLabel('Cancelled').uncheck({ force: true });
  await page.getByLabel(/^Order, tracking number/).fill('no such order');
  await page.getByText('No order like this').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

test('a manager fills a shelf; what isn’t there can’t be taken away', async () => {
  const page = await windows.open('/manager/stock');
  const level = page.locator('[data-sku="NEW-BALANCE-574"] [data-location="Seattle"]');
  const free = async (): Promise<number> =>
    Number((await level.locator('strong').textContent())?.replace(/\D/g, ''));
  const before = await free();
  await level.getByRole('button', { name: /^Adjust/ }).click();
  await page.getByLabel(/^Add/).fill('25');
  await page.getByRole('button', { name: 'Adjust', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(free).toBeGreaterThan(before);

  await level.getByRole('button', { name: /^Adjust/ }).click();
  await page.getByLabel(/^Add/).fill('-1000000');
  await page.getByRole('button', { name: 'Adjust', exact: true }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

test('a courier reports a loss; the customer sees the refund', async () => {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SPEEDCAT', quantity: 1 }]);
  const customer = await windows.open(`/customer/orders/${id}`);
  const courier = await windows.open(`/courier/${encodeURIComponent(shipment)}`, { viewport: narrow });
  await courier.getByRole('button', { name: /^Mark picked up/ }).click();
  await courier.getByRole('button', { name: 'Report a loss' }).click();
  await courier.getByLabel('What happened').fill('Fell into the river');
  await courier.getByRole('button', { name: 'Report it' }).click();
  await courier.locator('.page-head .status', { hasText: 'Lost' }).waitFor();
  await customer.getByRole('heading', { level: 1, name: 'Failed' }).waitFor();
  await customer.getByText(/^Lost: Fell into the river\. \$[\d.]+ was refunded\.$/).waitFor();
  await customer.locator('aside .timeline').getByText('Lost: Fell into the river').waitFor();
  await customer.locator('.parcel dt').getByText('Refunded', { exact: true }).waitFor();
  await customer.locator('.track li[data-state="failed"]', { hasText: 'Lost' }).waitFor();
  expect(await customer.locator('.track li', { hasText: 'Delivered' }).count()).toBe(0);
  expect(await violationsOf(customer)).toEqual([]);
});

test('an order is printed as an invoice, without what only a screen needs', async () => {
  const customerId = newOrderId('customer');
  const { id } = await placeBooked(client, [{ sku: 'PUMA-SPEEDCAT', quantity: 2 }], customerId);
  const page = await windows.open(`/customer/orders/${id}`);
  await page.getByRole('button', { name: 'Print invoice' }).waitFor();
  const invoice = page.getByRole('region', { name: 'Invoice' });
  expect(await invoice.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await invoice.waitFor();
  expect(await invoice.getByRole('row').allInnerTexts()).toEqual([
    'Item\tQuantity\tPrice\tAmount',
    'Puma Speedcat\t2\t$105.00\t$210.00',
    'Subtotal\t$210.00',
    'Tax\t$17.33',
    'Shipping\t$6.99',
    expect.stringMatching(/^Total, charged \w+ \d+, \d+\t\$234\.32$/),
    'Charged\t$234.32',
  ]);
  await invoice.getByText(`Order ${id}, placed`).waitFor();
  await invoice.getByText(/^Parcel from .*, invoice INV-/).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
    'rgb(255, 255, 255)',
  );
});
