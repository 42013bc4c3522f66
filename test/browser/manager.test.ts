import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import {
  dispatch,
  dispatchAndDeliver,
  isBooked,
  newOrderId,
  place,
  placeBooked,
  watchUntil,
} from '../client/orders.js';
import { FraudSettingsUpdateDocument, OrderCreateDocument } from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';
import { violationsOf } from './axe.js';
import { hold, holdFirstAnswer, operationOf, Windows } from './windows.js';

let stack: Stack;
let windows: Windows;
let client: ApiClient;

beforeAll(async () => {
  stack = await startStack();
  windows = await Windows.launch(stack.addresses.apiUrl);
  client = new ApiClient(stack.addresses);
});

afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const focused = (page: Page) => page.evaluate('document.activeElement?.tagName');

test('the dialog stays when its row leaves the list, and says what became of the order; the focus stays', async () => {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  const page = await windows.open(`/manager?status=PROCESSING&search=${id}`);
  const row = page.locator(`[data-order="${id}"]`);
  await row.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Reason').fill('Ordered twice');

  await dispatchAndDeliver(client, shipment);
  await row.waitFor({ state: 'detached' });
  const dialog = page.getByRole('dialog', { name: `Cancel order ${id}?` });
  await dialog.getByText('It has been picked up meanwhile').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('MAIN');
});

test('an order’s own page keeps the dialog too', async () => {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  const page = await windows.open(`/manager/orders/${id}`);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByLabel('Reason').fill('Ordered twice');
  await dispatch(client, shipment);
  await page.getByRole('dialog').getByText('It has been picked up meanwhile').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('MAIN');
});

test('a parcel is assigned to a courier and to nobody again, until it is picked up', async () => {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  const page = await windows.open(`/manager/orders/${id}`);
  await page.getByText('nobody yet').waitFor();

  await page.getByRole('button', { name: /^Assign the courier of / }).click();
  const dialog = page.getByRole('dialog', { name: /^Who carries / });
  expect(await violationsOf(page)).toEqual([]);
  await page.getByLabel('Courier’s id').fill('  ');
  await page.keyboard.press('Enter');
  expect(await dialog.isVisible()).toBe(true);
  await page.getByLabel('Courier’s id').fill('courier-carla');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Courier courier-carla').waitFor();
  await page.getByText('Assigned to a courier').waitFor();

  const change = page.getByRole('button', { name: /^Change the courier of / });
  await change.click();
  await dialog.getByRole('button', { name: 'Nobody' }).click();
  await page.getByText('nobody yet').waitFor();

  await page.getByRole('button', { name: /^Assign the courier of / }).click();
  await page.getByLabel('Courier’s id').fill('courier-carla');
  await dispatch(client, shipment);
  await dialog.getByText('It can’t be assigned any more. It is now: under way.').waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByRole('button', { name: /courier of / })
    .first()
    .waitFor({ state: 'detached' });
});

test('the maintenance switch shows the actual state: it waits for the answer, and nothing else is sent meanwhile', async () => {
  const page = await windows.open('/manager/fraud');
  const maintenance = page.getByRole('checkbox', { name: 'Decline every charge' });
  await maintenance.waitFor();
  const { held, release } = await hold(page, 'FraudSettingsUpdate');

  // It asks first.
  await maintenance.click({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
  // A click that does not wait for what covers the switch would meet the dialog.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await maintenance.isChecked()).toBe(false);
  await maintenance.click({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Decline them all' }).click();
  await page.getByText('Saving…').waitFor();
  expect(await maintenance.isChecked()).toBe(false);
  await maintenance.click({ force: true });
  expect(held).toHaveLength(1);
  await held.shift()?.continue();
  await expect.poll(() => maintenance.isChecked()).toBe(true);
  expect(await maintenance.evaluate('document.activeElement.type')).toBe('checkbox');

  await maintenance.click({ force: true });
  await expect.poll(() => held.length).toBe(1);
  const lost = held.shift();
  await lost?.abort();
  // What nobody received is sent again, as the same request: it acts once.
  await expect.poll(() => held.length).toBe(1);
  expect(await maintenance.isChecked()).toBe(true);
  expect(held[0]?.request().postDataJSON()).toEqual(lost?.request().postDataJSON());
  await held.shift()?.continue();
  await expect.poll(() => maintenance.isChecked()).toBe(false);
  await release();
});

test('setting a limit leaves the focus where it was; an invalid one is not sent', async () => {
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

  const { held, release } = await hold(page, 'FraudSettingsUpdate');
  await field.fill('0');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.querySelector("[name=limit]").validationMessage')).toContain(
    'above zero',
  );
  await field.fill('99999999999999999');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.querySelector("[name=limit]").validity.rangeOverflow')).toBe(true);
  expect(held).toHaveLength(0);
  await release();
  await page.getByRole('button', { name: 'No limit' }).click();
  await page.getByTestId('limit').filter({ hasText: 'No limit' }).waitFor();
  await expect.poll(() => field.inputValue()).toBe('');
});

test('an adjustment by zero, or by too much, is refused beside its field', async () => {
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
});

test('what one manager sets, all windows show: limit, maintenance, stock', async () => {
  await client.send(FraudSettingsUpdateDocument, { input: { limit: null } });
  const [acting, watching] = await Promise.all([
    windows.open('/manager/fraud'),
    windows.open('/manager/fraud'),
  ]);
  const seen = watching.getByRole('checkbox', { name: 'Decline every charge' });
  await watching.getByTestId('limit').filter({ hasText: 'No limit' }).waitFor();
  await acting.getByLabel(/^New limit/).fill('70');
  await acting.getByRole('button', { name: 'Set the limit' }).click();
  await watching.getByTestId('limit').filter({ hasText: '$70.00' }).waitFor();
  await acting.getByRole('checkbox', { name: 'Decline every charge' }).click({ force: true });
  await acting.getByRole('dialog').getByRole('button', { name: 'Decline them all' }).click();
  // Said where somebody could wonder.
  const wondering = await Promise.all(['/manager', '/operator'].map((path) => windows.open(path)));
  await Promise.all(wondering.map((page) => page.getByText('every charge is declined').waitFor()));
  for (const page of wondering) await page.context().close();
  await expect.poll(() => seen.isChecked()).toBe(true);
  await acting.getByRole('button', { name: 'Reset' }).click();
  await acting.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await watching.getByTestId('limit').filter({ hasText: 'No limit' }).waitFor();
  await expect.poll(() => seen.isChecked()).toBe(false);

  await Promise.all([acting, watching].map((page) => page.goto('/manager/stock?search=cumulus')));
  const free = watching.locator('[data-sku="ASICS-CUMULUS"] [data-location="Boston"] strong');
  await free.filter({ hasText: '1,000' }).waitFor();
  await acting.getByRole('button', { name: /^Adjust .*Gel-Cumulus in Boston/ }).click();
  await acting.getByLabel(/^Add/).fill('25');
  await acting.getByRole('dialog').getByRole('button', { name: 'Adjust' }).click();
  await free.filter({ hasText: '1,025' }).waitFor();
});

test('a manager searches in words and without capitals, and comes back to the list as it was', async () => {
  const customerId = `Ada Nor ${newOrderId()}`;
  const { id } = await place(client, [{ sku: 'ASICS-NIMBUS', quantity: 1 }], customerId);
  const page = await windows.open('/manager');
  const search = page.getByLabel(/^Order, tracking number/);
  await search.pressSequentially(customerId);
  expect(await search.inputValue()).toBe(customerId);
  await page.getByTestId('order-count').filter({ hasText: '1 found' }).waitFor();
  await search.fill('asics-nimbus');
  const row = page.locator(`[data-order="${id}"]`);
  await row.waitFor();
  await row.getByRole('link').first().click();
  await page.getByRole('link', { name: 'All orders' }).click();
  await row.waitFor();
  expect(await search.inputValue()).toBe('asics-nimbus');
});

test('each filter is a step that Back undoes; only what is new flashes; the list as filtered is downloaded', async () => {
  const customerId = `=${newOrderId('customer')}`;
  const recipient = newOrderId('Norberg');
  const deliveryAddress = {
    name: `Ada ${recipient}`,
    line1: '1 Road',
    city: 'Bend',
    postalCode: '1',
    country: 'US',
  };
  const input = {
    id: newOrderId(),
    customerId,
    items: [{ sku: 'PUMA-SUEDE', quantity: 1 }],
    deliveryAddress,
  };
  await client.send(OrderCreateDocument, { input });
  const other = await place(client, [{ sku: 'PUMA-SUEDE', quantity: 2 }], customerId);
  const page = await windows.open('/manager');
  const search = page.getByLabel(/^Order, tracking number/);
  const count = page.getByTestId('order-count');
  await search.pressSequentially(recipient);
  await count.filter({ hasText: '1 found' }).waitFor();
  await page.getByRole('combobox', { name: 'Placed' }).selectOption('days');
  await page.getByLabel('First day', { exact: true }).fill('2020-01-01');
  await page.getByLabel('Last day', { exact: true }).fill('2020-01-31');
  await count.filter({ hasText: '0 found' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.goBack();
  await count.filter({ hasText: '1 found' }).waitFor();
  expect(await page.getByLabel('Last day', { exact: true }).inputValue()).toBe('');
  await page.goBack();
  await page.goBack();
  expect(await search.inputValue()).toBe(recipient);
  await page.goBack();
  await expect.poll(() => search.inputValue()).toBe('');

  await page.goto(`/manager/orders/${input.id}`);
  await page.locator(`[data-other="${other.id}"]`).waitFor();
  await page.getByRole('link', { name: 'All orders of this customer' }).click();
  await count.filter({ hasText: '2 found' }).waitFor();
  expect(await page.locator('.order-row.arrive').count()).toBe(0);
  // Until the list is live, a new order may come with its first reading, and is not announced.
  const later: string[] = [];
  const flashes = async (): Promise<boolean> => {
    const { id } = await place(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }], customerId);
    later.unshift(id);
    const added = page.locator(`[data-order="${id}"]`);
    await added.waitFor();
    return ((await added.getAttribute('class')) ?? '').includes('arrive');
  };
  await expect.poll(flashes).toBe(true);
  expect(await page.locator('.order-row.arrive').count()).toBe(1);
  expect(await violationsOf(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await text(await (await downloading).createReadStream());
  const lines = file.trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[0])).toEqual([...later, other.id, input.id]);
  expect(lines.every((line) => line.split(',')[1] === `'${customerId}`)).toBe(true);
});

test('a live list is not read again for what changes in it', async () => {
  const page = await windows.open('/manager/stock');
  let answers = 0;
  page.on('response', (response) => {
    if (operationOf(response.request()) === 'Orders') answers += 1;
  });
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  // The first read, and that for the RESYNC with which the feed begins.
  await expect.poll(() => answers).toBe(2);
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  await page.locator(`[data-order="${id}"][data-status="PROCESSING"]`).waitFor();
  await dispatchAndDeliver(client, shipment);
  await page.locator(`[data-order="${id}"][data-status="COMPLETED"]`).waitFor();
  expect(answers).toBe(2);
});

test('a first answer that comes late undoes nothing that the feed has brought meanwhile', async () => {
  const page = await windows.open('/manager');
  const release = await holdFirstAnswer(page, 'Orders');
  let told = '';
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      told += payload;
    });
  });
  await page.reload();
  await expect.poll(() => told).toContain('RESYNC');
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  await dispatchAndDeliver(client, shipment);
  await expect.poll(() => told).toContain('"COMPLETED"');
  release();
  const later = await place(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  await page.locator(`[data-order="${later.id}"]`).waitFor();
  expect(await page.locator(`[data-order="${id}"][data-status="COMPLETED"]`).count()).toBe(1);
});

test('a packing slip has what is packed and where it goes, and no prices, on paper too', async () => {
  const deliveryAddress = {
    name: 'Ada Norberg',
    line1: '12 Harbour Street',
    city: 'Portland',
    postalCode: '97209',
    country: 'US',
  };
  const items = [{ sku: 'PUMA-SUEDE', quantity: 3 }];
  const id = newOrderId();
  await client.send(OrderCreateDocument, {
    input: { id, customerId: newOrderId('customer'), items, deliveryAddress },
  });
  const order = await watchUntil(client, id, isBooked);
  const trackingNumber = order.fulfillments[0]?.shipment?.trackingNumber ?? '';
  const page = await windows.open(`/manager/orders/${id}`);
  await page.getByRole('link', { name: `Packing slip of ${trackingNumber}` }).click();
  const slip = page.locator('.slip');
  await slip.getByText('12 Harbour Street').waitFor();
  await slip.getByRole('row', { name: 'Puma Suede Classic PUMA-SUEDE 3' }).waitFor();
  expect(await slip.textContent()).not.toContain('$');
  expect(await violationsOf(page)).toEqual([]);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await slip.getByText(trackingNumber).waitFor();
  for (const hidden of ['.top', '.subnav', '.screen-only'])
    expect(await page.locator(hidden).isVisible()).toBe(false);
});

test('the stock can be filtered by what runs low, and a product added to another warehouse', async () => {
  await withDatabase(stack.addresses.databaseUrl, async (database) => {
    await database.query("insert into products values ('ZA-LOW', 'Low Tide', 'Za', 5000, 'USD')");
    await database.query("insert into stock values ('ZA-LOW', 'Boston', 3, 0)");
  });
  const page = await windows.open('/manager/stock?search=za-low');
  const row = page.locator('[data-sku="ZA-LOW"]');
  await row.waitFor();
  await page.getByLabel('Brand, model or SKU').fill('');
  await page.getByRole('checkbox', { name: /^Only what runs low/ }).check({ force: true });
  await row.waitFor();
  await expect.poll(() => page.locator('[data-sku="NIKE-PEGASUS"]').count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  await row.getByRole('button', { name: /^Add to another warehouse/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Low Tide, another warehouse' });
  await dialog.getByLabel('Warehouse').selectOption({ label: 'Seattle' });
  await dialog.getByLabel('Add', { exact: true }).fill('40');
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  // It does not run low any more.
  await row.waitFor({ state: 'detached' });
  await page.goBack();
  await row.locator('[data-location="Seattle"]', { hasText: '40 free' }).waitFor();
});

test('the stock is paged and searched, however many products there are; the load takes from all of them', async () => {
  await withDatabase(stack.addresses.databaseUrl, async (database) => {
    await database.query(`
      insert into products (sku, name, brand, unit_price, currency)
      select 'ZZ-SHOE-' || lpad(n::text, 3, '0'), 'Shoe ' || n, 'Zz', 5000, 'USD' from generate_series(1, 120) n`);
    // What is left to sell comes after the hundredth product.
    await database.query('delete from stock where reserved = 0');
    await database.query('update stock set available = 0');
    await database.query(`
      insert into stock (sku, location, available, reserved)
      select sku, 'Boston', 1000, 0 from products where sku >= 'ZZ-SHOE-100'`);
  });

  const page = await windows.open('/manager/stock');
  const rows = page.locator('.stock-row');
  await expect.poll(() => rows.count()).toBe(50);
  const next = page.getByRole('button', { name: 'Next' });
  // Pressed again before the page is there: no page is left out, and none is shown under another's number.
  const { held, release } = await hold(page, 'Products');
  await next.click();
  await next.click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await release();
  await page.locator('[data-sku="ZZ-SHOE-031"]').waitFor();
  await page.getByText('Page 2').waitFor();
  await next.click();
  await page.locator('[data-sku="ZZ-SHOE-100"]').waitFor();
  await page.getByLabel('Brand, model or SKU').fill('zz-shoe-119');
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByLabel('Brand, model or SKU').fill('zz-shoe-none');
  await page.getByText('No product like this').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await page.goto('/operator');
  await page.getByRole('button', { name: 'Start placing orders' }).click();
  const placed = page.getByTestId('load-placed');
  await expect.poll(async () => Number(await placed.textContent())).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop' }).first().click();
});
