import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';
import { violationsOf } from './axe.js';
import { Windows } from './windows.js';

const secret = 'a secret for the browser tests, long enough';

let stack: Stack;
let windows: Windows;

beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret } });
  windows = await Windows.launch(stack.addresses.apiUrl);
});

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
  await page.waitForURL('**/customer/orders/*');
  // Over the socket, whose first message carries the token.
  await page.locator('.track li[data-state="done"]', { hasText: 'Booked' }).waitFor();
  await page.getByText(/by ada$/).waitFor();

  await page.goto('/manager');
  await page.getByText('This page is for a manager').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a courier sees the address of a parcel, and what it may do', async () => {
  const page = await windows.open('/courier');
  await page.getByLabel('Token').fill(await mintToken(secret, { role: 'courier', sub: 'kim' }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.shipment').first().getByRole('link').click();
  await page.getByText('12 Harbour Street').waitFor();
  await page.getByRole('button', { name: /^Picked up/ }).click();
  await page.getByRole('button', { name: /^Delivered/ }).waitFor();
});

test('a token that is not ours is refused, in words', async () => {
  const page = await windows.open('/customer');
  await page
    .getByLabel('Token')
    .fill(await mintToken('some other secret, as long as it', { role: 'customer', sub: 'eve' }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This token was not accepted').waitFor();
});

test('a token that expires is said to be, and what was on the page stays', async () => {
  const page = await windows.open('/customer/orders');
  const claims = { role: 'customer', sub: 'ada', expiresInSeconds: 15 } as const;
  await page.getByLabel('Token').fill(await mintToken(secret, claims));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.order-row').first().waitFor();
  // A read that meets the end of the token says the same where the list is.
  await page.locator('.banner', { hasText: 'Your sign-in is not valid any more' }).waitFor();
  expect(await page.locator('.order-row').count()).toBeGreaterThan(0);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
