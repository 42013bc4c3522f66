import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nodeIds } from '../../schema/contract/node-ids.js';
import { ask } from '../api/ask.js';
import { ApiClient } from '../client/api-client.js';
import { newOrderId, place, watchUntil } from '../client/orders.js';
import { StockAdjustDocument } from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';
import { violationsOf } from './axe.js';
import { holdFirstAnswer, narrow, openPlacedOrder, Windows, withoutOutages } from './windows.js';

let stack: Stack;
let windows: Windows;
let client: ApiClient;

beforeAll(async () => {
  stack = await startStack();
  windows = await Windows.launch(stack.addresses.apiUrl);
  client = new ApiClient(stack.addresses);
});

afterEach(async () => {
  expect(withoutOutages(await windows.closeAll())).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const cartOf = (page: Page) => page.getByRole('form', { name: 'Cart' });

async function adjust(sku: string, location: string, by: number): Promise<void> {
  const { data } = await client.ask(StockAdjustDocument, {
    input: { sku, locationId: nodeIds.location(location), by, requestId: randomUUID() },
  });
  expect(data?.stockAdjust?.userErrors).toEqual([]);
}

test('a quantity that is being typed keeps its line; the cart is a button away; Remove removes', async () => {
  const page = await windows.open('/customer', { viewport: narrow });
  await page.getByRole('link', { name: 'make your own' }).click();
  await page.getByRole('button', { name: 'Add Puma Suede Classic to the cart' }).click();
  await page.locator('main').getByRole('link', { name: 'Cart (1)' }).click();
  const cart = cartOf(page);
  const quantity = cart.getByLabel('Quantity of Puma Suede Classic');
  await quantity.press('End');
  await quantity.press('Backspace');
  expect(await quantity.inputValue()).toBe('');
  await cart.getByRole('button', { name: 'Place the order' }).click();
  // The browser asks for a number and sends nothing.
  expect(await quantity.evaluate('document.activeElement.validity.valueMissing')).toBe(true);
  await quantity.pressSequentially('12');
  await cart.getByText('12 pairs').waitFor();
  await cart.getByRole('button', { name: 'Remove Puma Suede Classic' }).click();
  await cart.getByText('Nothing in it yet').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('cart');
});

test('the cart says what everything costs and where it goes before it is ordered; that is what is charged', async () => {
  const page = await windows.open('/customer');
  await page.locator('.ready-order').first().getByText('with tax and shipping').waitFor();
  await page.getByRole('button', { name: 'Add Brooks Ghost to the cart' }).click();
  await page.getByRole('button', { name: 'Add Puma Palermo to the cart' }).click();
  const total = cartOf(page).getByTestId('cart-total');
  // Each parcel has its own shipping.
  await total.getByText(/In 2 parcels, from Boston and Seattle: each has its own shipping/).waitFor();
  await total.getByText('To Ada Norberg, 12 Harbour Street, Portland.').waitFor();
  const figures = total.locator('dd');
  await expect.poll(() => figures.allTextContents()).toEqual(['$239.99', '$19.80', '$11.98', '$271.77']);
  await total.getByText('Total in USD').waitFor();
  await cartOf(page).getByLabel('Quantity of Puma Palermo').fill('2');
  await expect.poll(() => figures.allTextContents()).toEqual(['$329.99', '$27.22', '$12.98', '$370.19']);
  expect(await violationsOf(page)).toEqual([]);
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  const paid = page.locator('aside .card', { hasText: 'Paid' });
  await paid.getByText('$370.19').waitFor();
});

test('an order that came to nothing can be ordered again, as far as it is still sold, and is confirmed in the cart', async () => {
  await onDatabase(`
    insert into products (sku, name, brand, unit_price, currency) values ('LAST-SEASON', 'Last season', 'Old', 100, 'USD')`);
  const { id } = await place(client, [
    { sku: 'PUMA-SUEDE', quantity: 2 },
    { sku: 'LAST-SEASON', quantity: 1 },
  ]);
  await watchUntil(client, id, ({ status }) => status === 'CUSTOMER_ACTION_REQUIRED');
  const page = await windows.open(`/customer/orders/${id}`, { viewport: narrow });
  expect(await page.getByRole('button', { name: 'Order again' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByText('Cancelled by the customer. Nothing was charged.', { exact: true }).waitFor();
  await onDatabase(`delete from products where sku = 'LAST-SEASON'`);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Order again' }).click();
  expect(await cartOf(page).getByLabel('Quantity of Puma Suede Classic').inputValue()).toBe('2');
  await page.getByText('No longer sold: 1 × Last season.').waitFor();
  expect(
    await cartOf(page)
      .getByLabel(/^Quantity of/)
      .count(),
  ).toBe(1);
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('cart');
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  await page.locator('.parcel').getByText('2 × Puma Suede Classic').waitFor();
});

test('what has sold out meanwhile is shown before an order is placed; placing it again confirms it', async () => {
  const page = await windows.open('/customer');
  await page.getByRole('button', { name: 'Add Nike Court Vision Low to the cart' }).click();
  await page.getByRole('button', { name: 'Add Puma Palermo to the cart' }).click();
  const shelf = page.locator('.product', { hasText: 'Nike Court Vision Low' });
  await shelf.getByText('In stock').waitFor();
  const { rows } = await onDatabase(`select location, available from stock where sku = 'NIKE-COURT-VISION'`);
  for (const { location, available } of rows)
    if (available > 0) await adjust('NIKE-COURT-VISION', location, -available);
  const cart = cartOf(page);
  // The page waits only so long for the stock, and a slow machine may take longer: its clock stands still.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await cart.getByRole('button', { name: 'Place the order' }).click();
  await cart.getByText('Not enough left of Nike Court Vision Low').waitFor();
  await page.clock.resume();
  await shelf.getByText('Not in stock').waitFor();
  expect(new URL(page.url()).pathname).toBe('/customer');
  expect(await violationsOf(page)).toEqual([]);
  await cart.getByRole('button', { name: 'Place the order' }).click();
  await page.getByText('left to decide').waitFor();

  // What is back on the shelf is seen when the reader comes back.
  await page.getByRole('link', { name: 'Shop' }).click();
  await shelf.getByText('Not in stock').waitFor();
  await adjust('NIKE-COURT-VISION', 'Seattle', 200);
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`);
  await shelf.getByText('In stock').waitFor();
});

test('a ready order whose address is not complete says which part, and leads to it', async () => {
  const page = await windows.open('/customer');
  await cartOf(page).getByLabel('Name').fill('');
  await cartOf(page).getByLabel('City').fill('');
  const ready = page.locator('.ready-order').first();
  await ready.getByRole('button', { name: 'Order' }).click();
  await ready.getByText(/^Name: /).waitFor();
  await ready.getByText(/^City: /).waitFor();
  await ready.getByRole('link', { name: 'Correct the delivery address' }).click();
  expect(await page.evaluate('document.activeElement.id')).toBe('deliver-to');
});

test('an invalid phone number is refused beside its field; once corrected, the order has it', async () => {
  const page = await windows.open('/customer');
  await page.getByRole('button', { name: 'Add Brooks Ghost to the cart' }).click();
  const phone = cartOf(page).getByLabel('Phone (optional)');
  await phone.fill('ring the bell');
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await cartOf(page).locator('[data-field="phone"] .field-error').getByText('such as +1').waitFor();
  expect(await phone.getAttribute('aria-invalid')).toBe('true');
  await phone.fill('+1 (503) 555-0142');
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  await page.locator('aside address').getByText('+1 (503) 555-0142').waitFor();
});

test('an order whose page is reloaded before the answer is placed once; ordered again it is another', async () => {
  const page = await windows.open('/');
  const customerId = newOrderId('customer');
  await page.evaluate(`localStorage.setItem('order-management.customer', '${customerId}')`);
  await page.goto('/customer');
  await page.getByRole('button', { name: 'Add Brooks Ghost to the cart' }).click();
  const count = 'query ($customerId: ID!) { orders(where: { customerId: $customerId }) { totalCount } }';
  const placed = async () =>
    (await ask(stack.addresses.graphqlUrl, count, { customerId })).data.orders.totalCount;
  // The API has it, and its answer does not come.
  await holdFirstAnswer(page, 'OrderCreate');
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await expect.poll(placed).toBe(1);
  await page.reload();
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  await page.locator('.parcel').first().waitFor();
  await expect.poll(placed).toBe(1);

  await page.getByRole('link', { name: 'Shop' }).click();
  await page.getByRole('button', { name: 'Add Brooks Ghost to the cart' }).click();
  await cartOf(page).getByRole('button', { name: 'Place the order' }).click();
  await openPlacedOrder(page);
  await expect.poll(placed).toBe(2);
});

test('the customer can be changed, by a button that looks like one', async () => {
  const page = await windows.open('/customer/orders');
  await page.getByRole('button', { name: /^Change customer/ }).click();
  const submit = page.getByRole('button', { name: 'Order as this customer' });
  const ground = await submit.evaluate('(button) => getComputedStyle(button).backgroundColor');
  expect(ground).not.toBe('rgba(0, 0, 0, 0)');
  await page.getByLabel('Customer id').fill('somebody-else');
  await submit.click();
  await page.getByText('Every order of somebody-else').waitFor();
});

test('the shop has every shoe, also after the hundredth, by page and by search', async () => {
  await onDatabase(`
    insert into products (sku, name, brand, unit_price, currency)
    select 'ZZZ-' || lpad(n::text, 3, '0'), 'Ordinary shoe ' || n, 'Zzz', 5000, 'USD' from generate_series(1, 120) n`);
  const page = await windows.open('/customer');
  const shoes = page.locator('.product');
  await expect.poll(() => shoes.count()).toBe(100);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Add Ordinary shoe 120 to the cart' }).click();
  // What is in the cart stays there, whatever page of the catalogue is open.
  await page.getByLabel('Brand, model or SKU').fill('nike-peg ');
  await expect.poll(() => shoes.count()).toBe(1);
  await page.reload();
  await cartOf(page).getByLabel('Quantity of Ordinary shoe 120').waitFor();
  await page.getByLabel('Brand, model or SKU').fill('no shoe like it');
  await page.getByText('No shoe like this').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

test('during an outage the page says that the order is being sent again; it is placed once the API is back', async () => {
  const page = await windows.open('/customer');
  const ready = page.locator('.ready-order').first();
  await ready.waitFor();
  await stack.api.kill();
  await ready.getByRole('button', { name: 'Order' }).click();
  await ready.getByText('Sending again…').waitFor();
  await stack.api.restart();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.waitForURL('**/customer/orders/*');
});

function onDatabase(text: string) {
  return withDatabase(stack.addresses.databaseUrl, (database) =>
    database.query<{ readonly location: string; readonly available: number }>(text),
  );
}
