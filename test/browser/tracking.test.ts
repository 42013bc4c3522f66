import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../api/ask.js';
import { trackingKey, trackingTokenOf } from '../api/tracking-links.js';
import { ApiClient } from '../client/api-client.js';
import { placeBooked } from '../client/orders.js';
import { ShipmentDeliverDocument, ShipmentDispatchDocument } from '../generated/graphql.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { overflowOf, violationsOf } from './axe.js';
import { narrow, Windows, wide, withoutOutages } from './windows.js';

let stack: Stack;
let windows: Windows;
let client: ApiClient;
/** An API that takes the documents of the tests as well. */
let graphqlUrl: string;

beforeAll(async () => {
  // Its own documents are all that an API of this kind takes: the page needs no others.
  stack = await startStack({ environment: { TRACKING_KEYS: trackingKey(), ONLY_TRUSTED_DOCUMENTS: 'true' } });
  const open = await stack.startApi({ ONLY_TRUSTED_DOCUMENTS: 'false' });
  windows = await Windows.launch(stack.addresses.apiUrl);
  const addresses = { ...stack.addresses, ...addressesOfApi(open.port as number) };
  client = new ApiClient(addresses);
  graphqlUrl = addresses.graphqlUrl;
});

afterEach(async () => {
  expect(withoutOutages(await windows.closeAll())).toEqual([]);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const booked = () => placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });

test('a customer shares an order; whoever has the link follows it live, until it is no longer shared', async () => {
  const { id, customerId, shipmentId } = await booked();
  const customer = await windows.open(`/customer/orders/${id}`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await customer.getByRole('button', { name: 'Share tracking' }).click();
  const dialog = customer.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await dialog.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await violationsOf(customer)).toEqual([]);
  const link = await customer.evaluate<string>('navigator.clipboard.readText()');
  expect(link).toBe(await dialog.getByLabel('Link').inputValue());

  // Like the phone of somebody who has never opened the app.
  const phone = await windows.open(link, { viewport: narrow });
  await heading(phone, /^Arrives /).waitFor();
  const now = phone.locator('.lead-detail');
  await now.getByText('Waiting for the courier.').waitFor();
  expect(await violationsOf(phone)).toEqual([]);
  expect(await overflowOf(phone)).toBe(0);
  const shown = await phone.evaluate<string>('document.documentElement.outerHTML');
  for (const hidden of [id, customerId, '$', 'NIKE-PEGASUS']) expect(shown).not.toContain(hidden);
  expect(await phone.evaluate('sessionStorage.length')).toBe(0);

  await client.send(ShipmentDispatchDocument, { input: { id: shipmentId } });
  await now.getByText('Under way.').waitFor();
  await client.send(ShipmentDeliverDocument, { input: { id: shipmentId } });
  await heading(phone, /^Delivered today$/).waitFor();
  expect(await phone.title()).toBe('Delivered today · Order tracking');
  expect(await violationsOf(phone)).toEqual([]);

  await dialog.getByRole('button', { name: 'Stop sharing' }).click();
  await dialog.getByText('Nobody can follow this order').waitFor();
  await phone.reload();
  await heading(phone, /^This link does not work$/).waitFor();
  await phone.getByText('The tracking link was revoked.').waitFor();
  expect(await violationsOf(phone)).toEqual([]);
});

test('a manager and an operator share the link that the customer has, and can end it', async () => {
  const { id } = await booked();
  const token = await trackingTokenOf(graphqlUrl, id);
  for (const role of ['manager', 'operator']) {
    const page = await windows.open(`/${role}/orders/${id}`, { viewport: narrow });
    await page.getByRole('button', { name: 'Share tracking' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Link').inputValue()).toBe(`${stack.addresses.apiUrl}/track/${token}`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (role === 'operator') {
      await dialog.getByRole('button', { name: 'Stop sharing' }).click();
      await dialog.getByText('Nobody can follow this order').waitFor();
      await page.goto(`/track/${token}`);
      await page.getByText('The tracking link was revoked.').waitFor();
    }
  }
});

test('a page that is open when its link is revoked says so, and stops showing the order', async () => {
  const { id } = await booked();
  const token = await trackingTokenOf(graphqlUrl, id);
  const page = await windows.open(`/track/${token}`, { viewport: wide, colorScheme: 'dark' });
  await heading(page, /^Arrives /).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  const revoke =
    'mutation ($id: ID!) { orderTrackingLinkRevoke(input: { id: $id }) { userErrors { code } } }';
  expect((await ask(graphqlUrl, revoke, { id })).data.orderTrackingLinkRevoke.userErrors).toEqual([]);
  await page.getByText('The tracking link was revoked.').waitFor();
  expect(await page.locator('.parcel').count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
});

test('a link that was cut off says what to do', async () => {
  const page = await windows.open('about:blank', { viewport: narrow });
  for (const path of ['/track/track-0123', '/track/trac']) {
    await page.goto(path);
    await page.getByText('The tracking link is not valid.').waitFor();
    await page.getByText('Ask whoever sent it to you for a new one').waitFor();
  }
  expect(await overflowOf(page)).toBe(0);
});

test('on a phone the link goes into the share sheet', async () => {
  const { id } = await booked();
  const page = await windows.open('about:blank', { viewport: narrow });
  await page.addInitScript('navigator.share = async (shared) => { window.shared = shared; };');
  await page.goto(`/customer/orders/${id}`);
  await page.getByRole('button', { name: 'Share tracking' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Share…' }).click();
  const url = await dialog.getByLabel('Link').inputValue();
  expect(await page.evaluate('window.shared')).toEqual({ title: 'Where my order is', url });
  expect(await violationsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
});
