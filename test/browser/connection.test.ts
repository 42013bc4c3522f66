import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { violationsOf } from './axe.js';
import { Windows } from './windows.js';

let stack: Stack;
let windows: Windows;

beforeAll(async () => {
  stack = await startStack();
  windows = await Windows.launch(stack.addresses.apiUrl);
});

afterEach(() => windows.closeAll());

afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

test('every page says that the connection is lost; a role chosen meanwhile comes up with the server', async () => {
  const pages = await Promise.all(['/', '/customer', '/manager/fraud'].map((path) => windows.open(path)));
  // Not the heading that is shown while the app starts.
  await Promise.all(pages.map((page) => page.getByRole('navigation', { name: 'Roles' }).waitFor()));
  await Promise.all(pages.map((page) => page.getByRole('heading', { level: 1 }).waitFor()));
  await stack.api.kill();
  await Promise.all(pages.map((page) => page.getByText('Connection lost.').waitFor()));
  const [home] = pages;
  // Its part of the app was never loaded here.
  await home?.getByRole('navigation', { name: 'Roles' }).getByRole('link', { name: 'Operator' }).click();
  await home?.getByText('Loading…').waitFor({ state: 'attached' });
  expect(await home?.locator('header.top').count()).toBe(1);

  await stack.api.restart();
  await Promise.all(pages.map((page) => page.getByText('Connection lost.').waitFor({ state: 'detached' })));
  await home?.getByRole('heading', { name: 'Control room' }).waitFor();
});

test('a page that comes up while the server goes says so, and comes up with the server', async () => {
  const page = await windows.open('/');
  await page.getByRole('navigation', { name: 'Roles' }).waitFor();
  await page.route('**/config.json', (route) => route.abort());
  await page.reload();
  await page.getByRole('heading', { name: 'Order Management', level: 1 }).waitFor();
  await stack.api.kill();
  await page.getByText('Connection lost.').waitFor();
  await page.unroute('**/config.json');
  await stack.api.restart();
  await page.getByRole('navigation', { name: 'Roles' }).waitFor();
});

test('a part of the app that cannot be loaded says so, and offers a way on', async () => {
  const page = await windows.open('/manager');
  const part = /courier-pages/;
  let asked = 0;
  await page.route(part, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.getByRole('link', { name: 'Courier' }).click();
  await page.getByRole('heading', { name: 'This page didn’t come up' }).waitFor();
  // The page was reloaded in between, because a newer build names its parts differently.
  expect(asked).toBeGreaterThan(1);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Manager' }).click();
  await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();

  await page.getByRole('link', { name: 'Courier' }).click();
  await page.getByRole('heading', { name: 'This page didn’t come up' }).waitFor();
  await page.unroute(part);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Parcels' }).waitFor();
});
