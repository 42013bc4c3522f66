import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatch, orderById, placeBooked } from '../client/orders.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { violationsOf } from './axe.js';
import { hold, narrow, Windows, withoutOutages } from './windows.js';

let addresses: StackAddresses;
let windows: Windows;
let client: ApiClient;

beforeAll(async () => {
  addresses = await sharedStack();
  windows = await Windows.launch(addresses.apiUrl);
  client = new ApiClient(addresses);
});

afterEach(async () => {
  expect(withoutOutages(await windows.closeAll())).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
});

async function booked() {
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'PUMA-SUEDE', quantity: 1 }]);
  return { id, shipment };
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  // By the browser's own word, long before a ping goes unanswered.
  await page.getByText('Connection lost.').waitFor();
}

async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.getByText('Connection lost.').waitFor({ state: 'detached' });
}

/** Each dialog that sends something: how it is opened, filled in and sent, and what its button to leave is called. */
const dialogs: readonly (readonly [
  name: string,
  path: (of: { readonly id: string; readonly shipment: string }) => string,
  begin: (page: Page) => Promise<void>,
  leave: string,
])[] = [
  [
    'cancel, by the customer',
    ({ id }) => `/customer/orders/${id}`,
    async (page) => {
      await page.getByRole('button', { name: 'Cancel order' }).click();
      await page.getByRole('button', { name: 'Cancel the order' }).click();
    },
    'Keep it',
  ],
  [
    'cancel, from the list of orders',
    ({ id }) => `/manager?search=${id}`,
    async (page) => {
      await page.locator('.order-row').getByRole('button', { name: 'Cancel' }).click();
      await page.getByLabel('Reason').fill('Ordered twice');
      await page.getByRole('button', { name: 'Cancel the order' }).click();
    },
    'Keep it',
  ],
  [
    'report a loss',
    ({ shipment }) => `/courier/${encodeURIComponent(shipment)}`,
    async (page) => {
      await page.getByRole('button', { name: 'Report a loss' }).click();
      await page.getByLabel('What happened').fill('Fell off the van');
      await page.getByRole('button', { name: 'Report it' }).click();
    },
    'Back',
  ],
  [
    'adjust stock',
    () => '/manager/stock?search=puma-suede',
    async (page) => {
      await page
        .getByRole('button', { name: /^Adjust/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Adjust', exact: true }).click();
    },
    'Leave it',
  ],
];

test.each(dialogs)('%s: what was begun offline and left is never sent', async (name, path, begin, leave) => {
  const order = await booked();
  if (name === 'report a loss') await dispatch(client, order.shipment);
  const page = await windows.open(path(order), { viewport: narrow });
  const sent: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.postData()?.includes('mutation ')) sent.push(request.postData() ?? '');
  });
  await page
    .getByRole('button', { name: /^(Cancel|Report a loss|Adjust)/ })
    .first()
    .waitFor();
  await goOffline(page);
  await begin(page);
  await page.getByRole('dialog').getByText('Sending again…').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: leave }).click();
  await page.getByText('stopped. Nothing was sent.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await comeBack(page);
  // Something that is sent now goes through, and nothing before it.
  const before = await orderById(client, order.id);
  await page.getByRole('button', { name: 'Close notice' }).click();
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(sent).toEqual([]);
  expect((await orderById(client, order.id))?.revision).toBe(before?.revision);
});

test('a part of the page that could not be loaded reloads the page only when the dialog is left', async () => {
  const order = await booked();
  const page = await windows.open('/customer/orders');
  let fail = (): void => {};
  const failing = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await page.route(/share-tracking-.*\.js/, async (route) => {
    await failing;
    await route.abort();
  });
  await page.goto(`/customer/orders/${encodeURIComponent(order.id)}`);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByRole('dialog').waitFor();
  await page.evaluate('window.isTheSame = true');
  const serverIsAsked = page.waitForResponse(/config\.json/);
  fail();
  await serverIsAsked;
  await page.unroute(/share-tracking-.*\.js/);
  expect(await page.evaluate('window.isTheSame')).toBe(true);

  const reloaded = page.waitForEvent('load');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await reloaded;
  expect(await page.evaluate('window.isTheSame')).toBe(undefined);
  await page.getByRole('button', { name: 'Cancel order' }).waitFor();
});

test('a request that may have arrived when its dialog is left is reported as on its way, and then with its outcome', async () => {
  const { id } = await booked();
  const page = await windows.open(`/customer/orders/${id}`);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  const { held, release } = await hold(page, 'OrderCancel');
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText(`Cancel order ${id}: already on its way.`).waitFor();
  await release();
  await page.getByText(`Cancel order ${id}: done.`).waitFor();
  await page.locator('.lead', { hasText: 'Cancelled by the customer' }).waitFor();
});

test('an order that was sent offline is shown by a link; the reader stays where they are', async () => {
  const page = await windows.open('/customer');
  const ready = page.locator('.ready-order').first();
  await ready.waitFor();
  await goOffline(page);
  await ready.getByRole('button', { name: 'Order' }).click();
  await ready.getByText('Sending again…').waitFor();
  await page.getByLabel('Brand, model or SKU').fill('puma');
  await comeBack(page);
  await page.getByText(/^Order .* is placed\./).waitFor();
  expect(new URL(page.url()).pathname).toBe('/customer');
  expect(await page.getByLabel('Brand, model or SKU').inputValue()).toBe('puma');
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.locator('.lead').waitFor();
  expect(await page.getByRole('button', { name: 'Close notice' }).count()).toBe(0);
});

test('every page has its own title, also one that is loaded on the way', async () => {
  const page = await windows.open('/');
  for (const [role, heading] of [
    ['Customer', 'Order with one click'],
    ['Courier', 'Parcels'],
    ['Manager', 'Orders'],
    ['Operator', 'Control room'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Roles' }).getByRole('link', { name: role }).click();
    await expect.poll(() => page.title()).toBe(`${heading} · Order Management`);
    await page.getByTestId('announcer').filter({ hasText: heading }).waitFor({ state: 'attached' });
  }
});

test('two tabs share one cart; every page of the customer says how much is in it', async () => {
  const page = await windows.open('/customer');
  const other = await page.context().newPage();
  await other.goto('/customer');
  await other.getByRole('button', { name: 'Add Puma Suede Classic to the cart' }).click();
  await page.getByLabel('Quantity of Puma Suede Classic').waitFor();
  await page.getByRole('button', { name: 'Add Nike Air Zoom Pegasus to the cart' }).click();
  await other.getByText('2 pairs').waitFor();
  await page.getByText('2 pairs').waitFor();
  await other.getByRole('link', { name: 'My orders' }).click();
  const cart = other.getByRole('navigation', { name: 'Customer' }).getByRole('link', { name: 'Cart (2)' });
  await cart.waitFor();
  await page.getByRole('button', { name: 'Add Nike Air Zoom Pegasus to the cart' }).click();
  const fuller = other.getByRole('navigation', { name: 'Customer' }).getByRole('link', { name: 'Cart (3)' });
  await fuller.click();
  await expect.poll(() => other.evaluate('document.activeElement.id')).toBe('cart');
});

test('going to the cart while another page is still loading leads to the cart', async () => {
  const page = await windows.open('/customer');
  await page.getByRole('heading', { name: 'Cart' }).waitFor();
  const heldBack: (() => Promise<void>)[] = [];
  await page.route(/my-orders-page/, (route) => {
    heldBack.push(() => route.continue());
  });
  const tabs = page.getByRole('navigation', { name: 'Customer' });
  await tabs.getByRole('link', { name: 'My orders' }).click();
  await expect.poll(() => heldBack.length).toBe(1);
  await tabs.getByRole('link', { name: 'Cart' }).click();
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('cart');
  await Promise.all(heldBack.map((release) => release()));
});
