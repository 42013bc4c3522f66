import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { openPlacedOrder, Windows } from './windows.js';

/** An API that takes no documents but those of the web app. */
let stack: Stack;
let windows: Windows;

beforeAll(async () => {
  stack = await startStack({ environment: { ONLY_TRUSTED_DOCUMENTS: 'true' } });
  windows = await Windows.launch(stack.addresses.apiUrl);
});
afterEach(async () => {
  expect(await windows.closeAll()).toEqual([]);
});
afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

/** Every answer that refused a document, over both transports, from now on. */
function refusalsAt(page: Page): readonly string[] {
  const refusals: string[] = [];
  const look = (answer: string) => {
    if (answer.includes('UNTRUSTED_DOCUMENT')) refusals.push(answer);
  };
  page.on('response', async (response) => {
    if (response.url().endsWith('/graphql')) look(await response.text().catch(() => ''));
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => look(String(payload))));
  return refusals;
}

test('a customer orders, a courier delivers, a manager and the operator see it', async () => {
  const page = await windows.open('/');
  const refusals = refusalsAt(page);
  await page.goto('/customer');
  await page
    .locator('.ready-order', { hasText: 'The first pair' })
    .getByRole('button', { name: 'Order' })
    .click();
  await openPlacedOrder(page);
  const orderPage = page.url();
  const id = decodeURIComponent(orderPage.split('/').at(-1) ?? '');
  await page.locator('.track li[data-state="done"]', { hasText: 'Booked' }).waitFor();
  await page.goto('/customer/orders');
  await page.locator('.order-row').first().waitFor();

  await page.goto('/courier');
  await page.locator(`.shipment[data-order="${id}"]`).getByRole('link').first().click();
  await page.getByRole('button', { name: /^Mark picked up/ }).click();
  await page.getByRole('button', { name: /^Mark delivered/ }).waitFor();
  await page.goto(orderPage);
  await page
    .locator('.track li[data-state="done"]', { hasText: 'Picked up' })
    .or(page.locator('.parcel .timeline'))
    .first()
    .waitFor();

  await page.goto('/manager');
  await page.locator(`[data-order="${id}"]`).first().waitFor();
  await page.goto(`/manager/orders/${encodeURIComponent(id)}`);
  await page.locator('.parcel .timeline').waitFor();
  await page.goto('/manager/stock');
  await page.locator('.stock-row').first().waitFor();
  await page.goto('/manager/fraud');
  await page.getByTestId('limit').waitFor();

  await page.goto('/operator');
  await page.locator('.curve').first().waitFor({ state: 'attached' });
  await page.goto(`/operator/orders/${encodeURIComponent(id)}`);
  await page.locator('.parcel .timeline').waitFor();
  expect(refusals).toEqual([]);
});

test('the Playground says why its operations are refused', async () => {
  const page = await windows.open('/graphql');
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-editor-tool .view-line').first().waitFor();
  await page.getByRole('button', { name: /execute/i }).click();
  await page.locator('.result-window', { hasText: 'no others are taken' }).waitFor();
});
