import type { WebSocket } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';
import { violationsOf } from './axe.js';
import { openPlacedOrder, Windows } from './windows.js';

const secret = 'a secret for the browser tests, long enough';

let stack: Stack;
let windows: Windows;

beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret } });
  windows = await Windows.launch(stack.addresses.apiUrl);
});

afterEach(() => windows.closeAll());

afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

test('a customer signs in with a token, orders, and is kept from the other pages', async () => {
  const page = await windows.open('/customer');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByLabel('Token').fill(await mintToken(secret, { role: 'customer', sub: 'ada' }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.ready-order').first().getByRole('button').click();
  await openPlacedOrder(page);
  // Over the socket, whose first message carries the token.
  await page.locator('.track li[data-state="done"]', { hasText: 'Booked' }).waitFor();
  await page.locator('.lead', { hasText: /by ada$/ }).waitFor();

  await page.goto('/manager');
  await page.getByText('This page is for a manager').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a courier sees the address of a parcel until it has arrived, and what it may do', async () => {
  const page = await windows.open('/courier');
  await page.getByLabel('Token').fill(await mintToken(secret, { role: 'courier', sub: 'kim' }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.shipment').first().getByRole('link').click();
  await page.getByText('12 Harbour Street').waitFor();
  await page.getByRole('button', { name: /^Mark picked up/ }).click();
  await page.getByRole('button', { name: /^Mark delivered/ }).click();
  await page.getByRole('button', { name: 'Yes, delivered' }).click();
  await page.getByText('Couriers see the address until the parcel has arrived').waitFor();
  expect(await page.getByText('12 Harbour Street').count()).toBe(0);
  await page.goto('/courier?show=done');
  await page.locator('.shipment').getByText('Not shown any more').waitFor();
});

test('a token that is not ours is refused, in words', async () => {
  const page = await windows.open('/customer');
  await page
    .getByLabel('Token')
    .fill(await mintToken('some other secret, as long as it', { role: 'customer', sub: 'eve' }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This token was not accepted').waitFor();
});

test('when a token expires, the page says so and keeps what it shows', async () => {
  const page = await windows.open('/customer/orders');
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  await page.clock.install();
  const row = page.locator('.order-row').first();
  const banner = page.locator('.banner', { hasText: 'Your sign-in is not valid any more' });
  // It has to last until the list is shown, however long that takes on this machine.
  for (let expiresInSeconds = 6; (await row.count()) === 0; expiresInSeconds *= 2) {
    await page.goto('/customer/orders');
    await page.evaluate('sessionStorage.clear(); localStorage.clear()');
    await page.reload();
    await page
      .getByLabel('Token')
      .fill(await mintToken(secret, { role: 'customer', sub: 'ada', expiresInSeconds }));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await row.or(banner).or(page.getByText('This token was not accepted')).first().waitFor();
  }
  // A read that meets the end of the token says the same where the list is.
  await banner.waitFor();
  expect(await row.count()).toBe(1);
  expect(await violationsOf(page)).toEqual([]);
  // It does not reconnect: the token cannot become valid again.
  await expect.poll(() => sockets.every((socket) => socket.isClosed())).toBe(true);
  const opened = sockets.length;
  await page.clock.fastForward(60_000);
  await page.evaluate('fetch("/config.json").then((answer) => answer.text())');
  expect(sockets.length).toBe(opened);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
