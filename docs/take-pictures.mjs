import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { runnerImport } from 'vite';

/**
 * Takes the pictures of the README and the docs: `node docs/take-pictures.mjs [http://localhost:4000] [name...]`
 * against a running system of the embedded default, best a fresh one: it places orders and moves them.
 */

const [, , base = 'http://localhost:4000', ...names] = process.argv;
const folder = fileURLToPath(new URL('pictures/', import.meta.url));
const finder = fileURLToPath(new URL('../test/browser/find-browser.ts', import.meta.url));

const desk = { viewport: { width: 1280, height: 800 } };
const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 1.5,
  isMobile: true,
  hasTouch: true,
};
const half = { viewport: { width: 480, height: 760 } };
const dark = { colorScheme: 'dark' };
const customer = 'ada';
const deliveryAddress = {
  name: 'Ada Norberg',
  line1: '12 Harbour Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97209',
  country: 'US',
  phone: '+1 (503) 555-0142',
};

mkdirSync(folder, { recursive: true });
const orders = await playOrders();
const { module } = await runnerImport(finder);
const { executablePath, env } = await module.findBrowser();
const browser = await chromium.launch({
  executablePath,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu'],
});

await movingPicture('order-moves');
await picture('home', '/', '.role-card', desk);
await picture('home-narrow', '/', '.role-card', phone);
await picture('shop', '/customer', '.ready-order', desk);
await picture('shop-narrow-dark', '/customer', '.ready-order', { ...phone, ...dark });
await picture('cart-narrow', '/customer', '.cart', phone, fillCart);
await picture('customer-order', `/customer/orders/${orders.moving}`, '.parcel .timeline', desk);
await picture('order-dark', `/customer/orders/${orders.moving}`, '.parcel .timeline', { ...desk, ...dark });
await picture('order-narrow', `/customer/orders/${orders.moving}`, '.parcel .timeline', phone);
await picture('tracking-narrow', `/track/${await trackingToken(orders.moving)}`, '.parcel .timeline', phone);
await picture('tracking', `/track/${await trackingToken(orders.moving)}`, '.parcel .timeline', desk);
await picture('decision', `/customer/orders/${orders.undecided}`, '.decision', { ...desk, ...dark });
await picture('decision-narrow', `/customer/orders/${orders.undecided}`, '.decision', phone);
await picture('my-orders', '/customer/orders', '.order-row', desk);
await picture('courier', '/courier', '.shipment', desk);
await picture('courier-narrow', '/courier', '.shipment', phone);
await picture('parcel-narrow-dark', `/courier/${encodeURIComponent(orders.shipment)}`, '.thumb', {
  ...phone,
  ...dark,
});
await picture('manager', '/manager', '.order-row', desk);
await picture('manager-narrow', '/manager', '.order-row', phone);
await picture(
  'manager-order-narrow',
  `/manager/orders/${orders.waiting}`,
  '.parcel .timeline',
  phone,
  showCourier,
);
await picture('stock-dark', '/manager/stock', '.stock-row', { ...desk, ...dark });
await picture('payments', '/manager/fraud', '[data-testid="limit"]', desk);
await picture('operator', '/operator', '.curve', desk, underLoad);
await picture('operator-narrow-dark', '/operator', '.curve', { ...phone, ...dark }, underLoad);
await picture('playground', '/graphql', '.graphiql-query-editor .view-line', desk, runExample);
await picture('playground-narrow-dark', '/graphql', '.graphiql-query-editor .view-line', {
  ...phone,
  ...dark,
});
await browser.close();

async function picture(name, path, ready, options, prepare) {
  if (!isWanted(name)) return;
  const page = await open(path, ready, { reducedMotion: 'reduce', ...options });
  await prepare?.(page);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
  await page.context().close();
  console.log(name);
}

/** The courier's window beside the customer's, from pick-up to delivery; and a still, for readers who want nothing to move. */
async function movingPicture(name) {
  if (!isWanted(name)) return;
  const order = await place([['BROOKS-GHOST', 1]]);
  const [{ id }] = await booked(order);
  const courier = await open(`/courier/${encodeURIComponent(id)}`, '.thumb', half);
  const watching = await open(`/customer/orders/${order}`, '.parcel .timeline', half);
  const frames = [];
  const film = async (count, rest) => {
    for (let index = 0; index < count; index += 1)
      frames.push({ image: await sideBySide(courier, watching), delay: 150 });
    frames.at(-1).delay = rest;
  };
  await film(1, 1500);
  for (const [action, count, rest] of [
    ['Mark picked up', 10, 1500],
    ['Mark delivered', 2, 500],
    ['Yes, delivered', 10, 2500],
  ]) {
    const button = courier.getByRole('button', { name: action });
    await button.hover();
    await film(1, 500);
    await button.click();
    await film(count, rest);
  }
  const pickedUp = frames.findLast(({ delay }) => delay === 1500).image;
  await sharp(
    frames.map(({ image }) => image),
    { join: { animated: true } },
  )
    .webp({ quality: 80, loop: 0, delay: frames.map(({ delay }) => delay) })
    .toFile(`${folder}${name}.webp`);
  await sharp(pickedUp).webp({ quality: 80 }).toFile(`${folder}${name}-still.webp`);
  await courier.context().close();
  await watching.context().close();
  console.log(name);
}

async function sideBySide(left, right) {
  const { width, height } = half.viewport;
  const [input, other] = await Promise.all([left.screenshot(), right.screenshot()]);
  const gap = 8;
  return sharp({ create: { width: 2 * width + gap, height, channels: 3, background: '#8d8573' } })
    .composite([
      { input, left: 0, top: 0 },
      { input: other, left: width + gap, top: 0 },
    ])
    .png()
    .toBuffer();
}

function isWanted(name) {
  return names.length === 0 || names.includes(name);
}

async function open(path, ready, options) {
  const context = await browser.newContext({
    baseURL: base,
    locale: 'en-US',
    colorScheme: 'light',
    ...options,
  });
  await context.addInitScript(`localStorage.setItem('order-management.customer', '${customer}')`);
  const page = await context.newPage();
  await page.goto(path);
  await page.locator(ready).first().waitFor({ state: 'attached' });
  await page.evaluate('document.fonts.ready');
  // Until nothing moves on the page any more.
  await page.waitForLoadState('networkidle');
  return page;
}

/** Half a minute of orders and couriers, so that the charts have something to tell. */
async function underLoad(page) {
  await page.getByRole('button', { name: 'Send the couriers' }).click();
  await page.getByRole('button', { name: 'Start placing orders' }).click();
  await page.waitForTimeout(45_000);
  await page.evaluate('window.scrollTo(0, 0)');
}

/** The way to choose who carries the parcel. */
async function showCourier(page) {
  await page
    .getByRole('button', { name: /^Assign/ })
    .evaluate((button) => button.scrollIntoView({ block: 'center' }));
}

async function fillCart(page) {
  await page.getByRole('button', { name: /^Add Nike Air Zoom Pegasus/ }).click();
  await page.getByRole('button', { name: /^Add Puma Suede Classic/ }).click();
  await page.locator('.cart-link').click();
  await page.locator('.cart-row').nth(1).waitFor();
}

async function runExample(page) {
  await page.locator('.graphiql-editor-tool .view-line').first().waitFor();
  await page.getByRole('button', { name: /execute/i }).click();
  await page.locator('.result-window', { hasText: '"userErrors": []' }).waitFor();
}

/** Some orders in every state that is worth looking at. */
async function playOrders() {
  const moving = await place([
    ['NIKE-PEGASUS', 1],
    ['BROOKS-GHOST', 2],
    ['PUMA-PALERMO', 1],
  ]);
  const shipments = await booked(moving);
  const first = shipments[0].id;
  await dispatch(first);
  await track({ id: first, type: 'IN_TRANSIT', place: 'Boise', note: 'Sorted overnight' });
  await track({ id: first, type: 'OUT_FOR_DELIVERY', place: 'Portland' });
  const undecided = await place([
    ['NIKE-PEGASUS', 1],
    ['ADIDAS-SAMBA', 1],
  ]);
  const delivered = await place([['PUMA-SUEDE', 2]]);
  for (const { id } of await booked(delivered)) {
    await dispatch(id);
    await ask(
      `mutation($input: ShipmentDeliverInput!) { shipmentDeliver(input: $input) { userErrors { message } } }`,
      { input: { id } },
    );
  }
  const cancelled = await place([['ASICS-NIMBUS', 1]]);
  await booked(cancelled);
  await ask(`mutation($input: OrderCancelInput!) { orderCancel(input: $input) { userErrors { message } } }`, {
    input: { id: cancelled, reason: 'Found a pair at home' },
  });
  for (const [sku, quantity] of [
    ['NEW-BALANCE-574', 1],
    ['PUMA-SPEEDCAT', 3],
  ])
    await booked(await place([[sku, quantity]]));
  const waiting = await place([['ASICS-KAYANO', 1]]);
  await booked(waiting);
  return { moving, undecided, waiting, shipment: first };
}

async function place(lines) {
  const id = `${pick()}-${pick()}-${pick()}`;
  const items = lines.map(([sku, quantity]) => ({ sku, quantity }));
  const input = { id, customerId: customer, items, deliveryAddress };
  await ask(`mutation($input: OrderCreateInput!) { orderCreate(input: $input) { userErrors { message } } }`, {
    input,
  });
  return id;
}

function pick() {
  return Array.from({ length: 4 }, () => 'ACDEFHJKMNPRTUVWXY34679'[Math.floor(Math.random() * 23)]).join('');
}

async function trackingToken(id) {
  const { orderTrackingLink } = await ask(
    'mutation($id: ID!) { orderTrackingLink(input: { id: $id }) { trackingLink { token } } }',
    { id },
  );
  return orderTrackingLink.trackingLink.token;
}

async function booked(id) {
  for (;;) {
    const { order } = await ask(
      `query($id: ID!) { order(id: $id) { fulfillments { shipment { id status } } } }`,
      { id },
    );
    const shipments = order?.fulfillments.map(({ shipment }) => shipment) ?? [];
    if (shipments.length > 0 && shipments.every((shipment) => shipment?.status === 'BOOKED'))
      return shipments;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function dispatch(id) {
  return ask(
    `mutation($input: ShipmentDispatchInput!) { shipmentDispatch(input: $input) { userErrors { message } } }`,
    { input: { id } },
  );
}

function track(input) {
  return ask(
    `mutation($input: ShipmentEventCreateInput!) { shipmentEventCreate(input: $input) { userErrors { message } } }`,
    { input },
  );
}

async function ask(query, variables) {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  for (const payload of Object.values(data))
    if (payload?.userErrors?.length > 0) throw new Error(JSON.stringify(payload.userErrors));
  return data;
}
