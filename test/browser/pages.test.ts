import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { isBooked, place, shipmentIds, watchUntil } from '../client/orders.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { overflowOf, violationsOf } from './axe.js';
import { narrow, openPlacedOrder, Windows, wide } from './windows.js';

let addresses: StackAddresses;
let windows: Windows;
let orderId: string;
let undecidedId: string;
let shipmentId: string;

beforeAll(async () => {
  addresses = await sharedStack();
  windows = await Windows.launch(addresses.apiUrl);
  await using client = new ApiClient(addresses);
  const placed = await place(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  const undecided = await place(client, [
    { sku: 'NIKE-PEGASUS', quantity: 1 },
    { sku: 'ADIDAS-SAMBA', quantity: 1 },
  ]);
  orderId = placed.id;
  undecidedId = undecided.id;
  const booked = await watchUntil(client, orderId, isBooked);
  shipmentId = shipmentIds(booked)[0] ?? '';
  await watchUntil(client, undecidedId, ({ status }) => status === 'CUSTOMER_ACTION_REQUIRED');
});

afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});

afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
});

/** Each page, and what is on it once it is complete. */
const pages: readonly (readonly [
  name: string,
  path: () => string,
  complete: (page: Page) => Promise<unknown>,
])[] = [
  ['home', () => '/', (page) => page.getByText('Every order').waitFor()],
  ['the shop', () => '/customer', (page) => page.locator('.ready-order').nth(19).waitFor()],
  ['my orders, none', () => '/customer/orders', (page) => page.getByText('No order yet').waitFor()],
  ['an order', () => `/customer/orders/${orderId}`, (page) => page.locator('.parcel .timeline').waitFor()],
  [
    'a decision',
    () => `/customer/orders/${undecidedId}`,
    (page) => page.getByText('left to decide').waitFor(),
  ],
  ['no such order', () => '/customer/orders/none', (page) => page.getByText('No such order').waitFor()],
  ['parcels', () => '/courier', (page) => page.locator('.shipment').first().waitFor()],
  [
    'a parcel',
    () => `/courier/${encodeURIComponent(shipmentId)}`,
    (page) => page.locator('.label').waitFor(),
  ],
  ['no such parcel', () => '/courier/none', (page) => page.getByText('No such parcel').waitFor()],
  ['all orders', () => '/manager', (page) => page.locator('.order-row').first().waitFor()],
  ['stock', () => '/manager/stock', (page) => page.locator('.stock-row').first().waitFor()],
  ['payments', () => '/manager/fraud', (page) => page.getByTestId('limit').waitFor()],
  [
    'the control room',
    () => '/operator',
    (page) => page.locator('.curve').first().waitFor({ state: 'attached' }),
  ],
  [
    'the Playground',
    () => '/graphql',
    (page) => page.locator('.graphiql-editor-tool .view-line').first().waitFor(),
  ],
  ['the documents', () => '/docs', (page) => page.getByText('npm install && npm start').waitFor()],
  [
    'a document with tables',
    () => '/docs/architecture.html',
    (page) => page.getByRole('heading', { name: 'Glossary' }).waitFor(),
  ],
  ['no such page', () => '/nowhere', (page) => page.getByText('No such page').waitFor()],
];

/** GraphiQL puts the button that closes a tab into the tab. */
function isOfGraphiql(violation: string): boolean {
  return violation.startsWith('nested-interactive') && violation.includes('graphiql-tab');
}

describe.each([
  ['wide and light', { viewport: wide, colorScheme: 'light' }],
  ['narrow and dark', { viewport: narrow, colorScheme: 'dark' }],
] as const)('%s', (_name, options) => {
  test.each(pages)('%s: nothing for axe to find, nothing cut off', async (_page, path, complete) => {
    const page = await windows.open(path(), options);
    await complete(page);
    expect((await violationsOf(page)).filter((one) => !isOfGraphiql(one))).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });
});

test('what each choice costs is seen side by side, also on a phone', async () => {
  const page = await windows.open(`/customer/orders/${undecidedId}`, { viewport: narrow });
  await page.getByRole('region', { name: 'Cancel everything' }).waitFor();
  const [send, cancel] = await page.evaluate<readonly Place[]>(
    `[...document.querySelectorAll('.option dd')].map((amount) => amount.getBoundingClientRect().toJSON())`,
  );
  expect(cancel?.top).toBe(send?.top);
  expect(cancel?.left).toBeGreaterThan(send?.right ?? Infinity);
  expect(cancel?.bottom).toBeLessThan(narrow.height);
});

interface Place {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

test('a dialog is as accessible as its page, and gives the focus back', async () => {
  const page = await windows.open(`/manager/orders/${orderId}`);
  const button = page.getByRole('button', { name: 'Cancel order' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.evaluate('document.activeElement?.textContent')).toBe('Cancel order');
});

test('an order can be placed with the keyboard alone', async () => {
  const page = await windows.open('/customer');
  await page.locator('.ready-order').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // Skips to the content.
  await page.keyboard.press('Tab'); // To the link "make your own".
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await openPlacedOrder(page);
  await page.locator('.parcel').first().waitFor();
});

test.each([
  ['shop', 'customer/shop-page.tsx'],
  ['order page', 'customer/customer-order-page.tsx'],
])('the first load of the customer’s %s is under 160 kB of compressed script', (_name, part) => {
  const manifest = JSON.parse(readFileSync(built('.vite/manifest.json'), 'utf8')) as Manifest;
  const needed = new Set<string>();
  const need = (key: string): void => {
    if (needed.has(key)) return;
    needed.add(key);
    for (const next of manifest[key]?.imports ?? []) need(next);
  };
  need('index.html');
  need('customer/customer-pages.tsx');
  need(part);
  const bytes = [...needed].map((key) => gzipSync(readFileSync(built(manifest[key]?.file ?? ''))).length);
  const total = bytes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(160_000);
  expect([...needed].some((key) => /monaco|graphiql|playground/.test(key))).toBe(false);
});

interface Manifest {
  readonly [key: string]: { readonly file: string; readonly imports?: readonly string[] };
}

function built(path: string): string {
  return fileURLToPath(new URL(`../../dist/web/${path}`, import.meta.url));
}

test('the Playground opens without the internet, with an example that runs', async () => {
  const page = await windows.open('/graphql');
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(addresses.apiUrl) && /^(https?|wss?):/.test(request.url()))
      strangers.push(request.url());
  });
  const run = page.getByRole('button', { name: /execute/i });
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-editor-tool .view-line').first().waitFor();
  await run.click();
  await page.locator('.result-window', { hasText: '"userErrors": []' }).waitFor();
  await page.getByRole('tab', { name: 'WatchOrder' }).click();
  await run.click();
  await page.locator('.result-window', { hasText: '"BOOKED"' }).waitFor();
  // In another window, as the README says, because a subscription ends when its tab is left.
  const acting = await windows.open('/graphql');
  await acting.locator('.graphiql-query-editor .view-line').first().waitFor();
  await acting.locator('.graphiql-editor-tool .view-line').first().waitFor();
  await acting.getByRole('tab', { name: 'DispatchShipment' }).click();
  await acting.getByRole('button', { name: /execute/i }).click();
  await page.locator('.result-window', { hasText: '"DISPATCHED"' }).waitFor();
  expect(strangers).toEqual([]);
});

test('the charts have what they had, after a reload', async () => {
  const page = await windows.open('/operator');
  const points = async (): Promise<number> =>
    ((await page.locator('.curve').first().getAttribute('d')) ?? '').split(/[ML]/).length - 1;
  await expect.poll(points).toBeGreaterThan(2);
  // The API keeps one in five seconds.
  const query = { data: { query: '{ statsHistory { at } }' } };
  await expect
    .poll(async () => (await (await page.request.post('/graphql', query)).json()).data.statsHistory.length)
    .toBeGreaterThan(2);
  // Controls first: they are above the first chart.
  const start = await page.getByRole('button', { name: 'Start placing orders' }).boundingBox();
  const plot = page.locator('.plot').first();
  expect(start?.y).toBeLessThan((await plot.boundingBox())?.y ?? 0);
  await plot.hover();
  await plot.locator('.tip', { hasText: /accepted \d.*, completed \d/ }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  // Nothing new comes from here on.
  await page.routeWebSocket('**/graphql', () => {});
  await page.reload();
  await expect.poll(points).toBeGreaterThan(2);
  await page.context().close();
});

test('the docs are a click away, and every page and picture they name is there', async () => {
  const page = await windows.open('/');
  await page.getByRole('link', { name: /^Docs/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Order Management System' }).waitFor();
  // A reader who prefers reduced motion gets a still picture.
  const picture = () => page.evaluate('document.querySelector("picture img").currentSrc');
  await expect.poll(picture).toMatch(/order-moves\.webp$/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(picture).toMatch(/order-moves-still\.webp$/);
  expect(await page.locator('pre .hljs-keyword', { hasText: 'mutation' }).count()).toBeGreaterThan(0);
  const menu = page.getByRole('navigation', { name: 'Documents' }).getByRole('link');
  const addresses = await addressesIn(menu);
  expect(addresses.length).toBeGreaterThan(8);
  for (const address of addresses) {
    await page.goto(address);
    expect(await page.locator('.docs-top [aria-current]').count()).toBe(1);
    // The table of contents leads to existing sections, and code can be copied.
    for (const link of await page.locator('.contents a').all()) {
      const anchor = (await link.getAttribute('href'))?.slice(1) ?? '';
      expect(await page.locator(`[id="${anchor}"]`).count(), anchor).toBe(1);
    }
    const code = await page.locator('main pre').count();
    await expect.poll(() => page.getByRole('button', { name: 'Copy' }).count()).toBe(code);
    const named = await addressesIn(page.locator('main a[href^="/"], main :is(img, source)'));
    for (const name of new Set(named)) expect((await page.request.get(name)).ok(), name).toBe(true);
  }
});

/** Where links lead to, or pictures come from. */
async function addressesIn(elements: Locator): Promise<readonly string[]> {
  const all = await elements.all();
  return Promise.all(
    all.map(async (one) => {
      const names = await Promise.all(['href', 'src', 'srcset'].map((name) => one.getAttribute(name)));
      return names.find((name) => name !== null) ?? '';
    }),
  );
}
