import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { openPlacedOrder, timeUntilShown, Windows, withoutOutages } from './windows.js';

/**
 * For each act, the milliseconds until the last of the other windows showed it: printed, but not asserted, because the
 * machine is shared.
 */
const waits: number[] = [];

let stack: Stack;
let windows: Windows;
let customer: Page;
let courier: Page;
let manager: Page;
let operator: Page;

beforeAll(async () => {
  stack = await startStack({ environment: { CUSTOMER_ACTION_TIMEOUT: '10m' } });
  windows = await Windows.launch(stack.addresses.apiUrl);
  [customer, courier, manager, operator] = await Promise.all([
    windows.open('/customer'),
    windows.open('/courier', { viewport: { width: 390, height: 844 } }),
    windows.open('/manager'),
    windows.open('/operator'),
  ]);
});

afterEach(() => {
  expect(withoutOutages(windows.takeFaults())).toEqual([]);
});

afterAll(async () => {
  const sorted = waits.toSorted((first, second) => first - second).map(Math.round);
  console.log(`from the request to the last of the other windows, ms: ${sorted.join(', ')}`);
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const station = (name: string, state: string) =>
  customer.locator(`.track li[data-state="${state}"]`, { hasText: name });
const row = (page: Page, id: string, status = '') =>
  page.locator(`[data-order="${id}"]${status === '' ? '' : `[data-status="${status}"]`}`);
const parcel = (id: string, status = 'BOOKED') =>
  courier.locator(`.shipment[data-order="${id}"][data-status="${status}"]`);

/** Shows newly announced parcels until this one is in the list. */
async function arrivalOf(id: string): Promise<void> {
  const renew = courier.getByRole('button', { name: /^Show .* new$/ });
  await parcel(id).or(renew).first().waitFor();
  while ((await parcel(id).count()) === 0) {
    if ((await renew.count()) > 0) await renew.click();
    await parcel(id).or(renew).first().waitFor();
  }
}

async function seenBy(actor: Page, act: () => Promise<unknown>, places: readonly Locator[]): Promise<void> {
  waits.push(await timeUntilShown(actor, act, places));
}

/** Presses a ready order and follows it to its page. */
async function order(title: string): Promise<string> {
  await customer.goto('/customer');
  await customer.locator('.ready-order', { hasText: title }).getByRole('button', { name: 'Order' }).click();
  await openPlacedOrder(customer);
  const id = decodeURIComponent(customer.url().split('/').at(-1) ?? '');
  await customer.locator(`.lead[data-order="${id}"]`).waitFor();
  return id;
}

test('an order moves all four windows, from the click to the doorstep', async () => {
  await manager.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
  const id = await order('The first pair');
  await Promise.all([
    station('Booked', 'done').waitFor(),
    row(manager, id, 'PROCESSING').waitFor(),
    row(operator, id)
      .getByRole('link', { name: /Temporal/ })
      .waitFor(),
    arrivalOf(id),
  ]);
  await customer.getByText(/^Invoice /).waitFor();
  // What comes first: when, and what now. One parcel has no other status.
  await customer.getByRole('heading', { level: 1, name: /^Arrives / }).waitFor();
  await customer.getByText('Waiting for the courier.', { exact: true }).waitFor();
  expect(await customer.locator('.status').count()).toBe(0);
  const timeline = customer.locator('aside .timeline');
  await timeline.getByText(/^Reserved in .*: 1 × (?!.*-)/).waitFor();
  await timeline.getByText(/^\$[\d,.]+ charged$/).waitFor();
  // Nothing was refunded: nothing is said of it.
  expect(await customer.getByText('$0.00').count()).toBe(0);
  // The inner workings do not concern the customer.
  expect(await customer.getByText('Temporal').count()).toBe(0);

  const pickUp = parcel(id).getByRole('button', { name: /^Mark picked up/ });
  await seenBy(courier, () => pickUp.click(), [station('Picked up', 'done')]);
  await parcel(id, 'DISPATCHED').waitFor();

  await courier.getByRole('button', { name: 'Under way' }).click();
  await parcel(id, 'DISPATCHED').getByRole('link').click();
  await courier.getByLabel('Out for delivery').check({ force: true });
  await courier.getByLabel(/^Where/).fill('Around the corner');
  await seenBy(courier, () => courier.getByRole('button', { name: 'Add to the tracking' }).click(), [
    station('Out for delivery', 'done'),
    customer.getByText('Out for delivery, Around the corner'),
  ]);

  const left = row(operator, id).waitFor({ state: 'detached' });
  await courier.getByRole('button', { name: /^Mark delivered/ }).click();
  await seenBy(courier, () => courier.getByRole('button', { name: 'Yes, delivered' }).click(), [
    station('Delivered', 'done'),
    customer.getByRole('heading', { level: 1, name: 'Delivered today' }),
    row(manager, id, 'COMPLETED'),
  ]);
  await left;
  // A reader who cannot see it hears it.
  await customer
    .getByTestId('announcer')
    .filter({ hasText: 'Delivered today' })
    .waitFor({ state: 'attached' });
});

test('what is missing is asked about; the rest is sent; the business cancels it', async () => {
  await courier.goto('/courier');
  const id = await order('One is missing');
  await customer.getByText('left to decide').waitFor();
  await row(manager, id, 'CUSTOMER_ACTION_REQUIRED').waitFor();

  // Both ways to go on, and what each costs.
  const charged = await customer
    .getByRole('region', { name: 'Send the rest' })
    .locator('dd')
    .last()
    .textContent();
  const cancelled = customer.getByRole('region', { name: 'Cancel everything' });
  expect(await cancelled.locator('dd').allTextContents()).toEqual(['Nothing']);
  expect(await cancelled.getByRole('button', { name: 'Cancel order' }).count()).toBe(1);
  await seenBy(customer, () => customer.getByRole('button', { name: 'Send the rest' }).click(), [
    station('Booked', 'done'),
    row(manager, id, 'PROCESSING'),
  ]);
  await arrivalOf(id);
  // What no warehouse had is no parcel, and has no track.
  await customer.getByRole('heading', { name: 'Parcel', exact: true }).waitFor();
  expect(await customer.locator('.track').count()).toBe(1);
  await customer.locator('aside .timeline').getByText(`${charged} charged`).waitFor();

  await row(manager, id)
    .getByRole('button', { name: `Cancel order ${id}` })
    .click();
  await manager.getByLabel('Reason').fill('The warehouse is flooded');
  const gone = parcel(id, 'CANCELLED').waitFor();
  await seenBy(manager, () => manager.getByRole('button', { name: 'Cancel the order' }).click(), [
    customer.locator('.lead', { hasText: /Cancelled by the business.*The warehouse is flooded/ }),
    customer.getByText('Asked to cancel: The warehouse is flooded'),
    row(manager, id, 'CANCELLED'),
  ]);
  await gone;
});

test('a customer cancels, and gets the money back', async () => {
  const id = await order('Two for the road');
  await station('Booked', 'done').first().waitFor();
  await customer.getByRole('button', { name: 'Cancel order' }).click();
  await seenBy(customer, () => customer.getByRole('button', { name: 'Cancel the order' }).click(), [
    customer.locator('.lead', { hasText: 'Cancelled by the customer' }),
    row(manager, id, 'CANCELLED'),
  ]);
  const paid = customer.locator('aside .card', { hasText: 'Refunded' }).locator('dd');
  await expect.poll(async () => new Set(await paid.allTextContents()).size).toBe(1);
});

test('a limit declines what is over it, until it is raised', async () => {
  const settings = await windows.open('/manager/fraud');
  await settings.getByLabel(/^New limit/).fill('1');
  await settings.getByRole('button', { name: 'Set the limit' }).click();
  await settings.getByTestId('limit').filter({ hasText: '$1.00' }).waitFor();

  const declined = await order('The first pair');
  await customer.locator('.parcel[data-status="FAILED"]').waitFor();
  await row(manager, declined, 'FAILED').waitFor();
  await station('Declined', 'failed').waitFor();

  await settings.getByLabel(/^New limit/).fill('100000');
  await settings.getByRole('button', { name: 'Set the limit' }).click();
  await settings.getByTestId('limit').filter({ hasText: '$100,000.00' }).waitFor();
  await order('The first pair');
  await station('Charged', 'done').waitFor();
  await settings.getByRole('button', { name: 'No limit' }).click();
  await settings.getByTestId('limit').filter({ hasText: 'No limit' }).waitFor();
});

test('the operator puts load on, couriers deliver it, and stop stops', async () => {
  const placed = operator.getByTestId('load-placed');
  const delivered = operator.getByTestId('couriers-delivered');
  const countOf = async (place: typeof placed): Promise<number> =>
    Number((await place.textContent())?.replace(/\D/g, ''));
  await operator.getByRole('button', { name: 'Send the couriers' }).click();
  await operator.getByRole('button', { name: 'Start placing orders' }).click();
  await expect.poll(() => countOf(delivered)).toBeGreaterThan(5);
  await operator
    .locator('section', { hasText: 'Load' })
    .getByRole('button', { name: 'Stop' })
    .first()
    .click();
  await operator.getByRole('button', { name: 'Start placing orders' }).waitFor();
  const atStop = await countOf(placed);
  await expect.poll(() => countOf(delivered)).toBeGreaterThanOrEqual(atStop);
  await operator.getByRole('button', { name: 'Stop' }).click();
});

test('without workers a request is stored, shown as stored, and done later', async () => {
  const id = await order('Two for the road');
  await station('Booked', 'done').first().waitFor();
  const [worker] = stack.workers;
  await worker?.kill();
  await customer.getByRole('button', { name: 'Cancel order' }).click();
  await customer.getByRole('button', { name: 'Cancel the order' }).click();
  await customer.getByRole('dialog').getByText('Stored safely').waitFor();
  await worker?.restart();
  await customer.locator('.lead', { hasText: 'Cancelled by the customer' }).waitFor();
  await customer.getByRole('dialog').waitFor({ state: 'hidden' });
  await row(manager, id, 'CANCELLED').waitFor();
});

test('the API dies: the pages say so, keep what they know, and catch up by themselves', async () => {
  const id = await order('The first pair');
  await courier.goto('/courier');
  await Promise.all([station('Booked', 'done').waitFor(), arrivalOf(id), row(manager, id).waitFor()]);
  const everyone = [customer, courier, manager, operator];

  await stack.api.kill();
  await Promise.all(everyone.map((page) => page.getByText('Connection lost.').waitFor()));
  expect(await customer.locator(`.lead[data-order="${id}"]`).count()).toBe(1);
  expect(await row(manager, id).count()).toBe(1);
  // What is done meanwhile is kept, and done once the API is back.
  await parcel(id)
    .getByRole('button', { name: /^Mark picked up/ })
    .click();

  await stack.api.restart();
  await Promise.all(
    everyone.map((page) => page.getByText('Connection lost.').waitFor({ state: 'detached' })),
  );
  await station('Picked up', 'done').waitFor();
  await parcel(id, 'DISPATCHED').waitFor();

  const later = await order('Two for the road');
  await row(manager, later, 'PROCESSING').waitFor();
  await row(operator, later).waitFor();
});
