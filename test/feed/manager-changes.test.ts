import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seed } from '../../database/seed.js';
import { actOnce } from '../../src/store/act-once.js';
import { adjustStock } from '../../src/store/adjust-stock.js';
import { resetFraud, updateFraudSettings } from '../../src/store/fraud-settings.js';
import { ask } from '../api/ask.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { StackApi } from '../stack/stack-process.js';
import { mintToken } from '../stack/tokens.js';
import { socketStage } from './socket-stage.js';
import type { WireMessage } from './wire.js';
import { Wire } from './wire.js';

const SETTINGS = 'subscription { fraudSettingsUpdated { limit { amount } maintenanceMode } }';
const STOCK = 'subscription { stockAdjusted { sku stock { location { name } available reserved } } }';
const WATCHERS = 50;
const AUTH_SECRET = 'a secret of this test, long enough to sign with';
const SKU = 'NIKE-PEGASUS';
const OTHER_SKU = 'NIKE-COURT-VISION';

function settingsIn(message: WireMessage): object {
  return (message.payload as { data: { fraudSettingsUpdated: object } }).data.fraudSettingsUpdated;
}

interface Adjusted {
  readonly sku: string;
  readonly stock: readonly { readonly location: { readonly name: string }; readonly available: number }[];
}

function adjustedIn(message: WireMessage): Adjusted {
  return (message.payload as { data: { stockAdjusted: Adjusted } }).data.stockAdjusted;
}

describe('at two API processes', () => {
  let stack: Stack;
  let other: StackApi;

  beforeAll(async () => {
    stack = await startStack({ environment: { AUTH_SECRET }, workers: [] });
    other = await stack.startApi();
  });

  afterAll(() => stack?.[Symbol.asyncDispose]());

  test('what a manager changes through one reaches those who watch at the other', async () => {
    const token = await mintToken(AUTH_SECRET, { role: 'manager', sub: 'mona' });
    const urls = [stack.addresses.webSocketUrl, addressesOfApi(other.port).webSocketUrl];
    const wires = await Promise.all(urls.map((url) => new Wire(url).init(`Bearer ${token}`)));
    const mutate = (query: string) => ask(stack.addresses.graphqlUrl, `mutation { ${query} }`, {}, token);
    for (const wire of wires) {
      wire.subscribe('settings', SETTINGS);
      expect(settingsIn(await wire.next())).toEqual({ limit: null, maintenanceMode: false });
    }
    await mutate(
      'fraudSettingsUpdate(input: { limit: { amount: 5000, currency: "USD" }, maintenanceMode: true }) { userErrors { code } }',
    );
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: { amount: 5000 }, maintenanceMode: true });
    }
    await mutate('fraudReset { userErrors { code } }');
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: null, maintenanceMode: false });
      wire.send({ type: 'complete', id: 'settings' });
      wire.subscribe('stock', STOCK);
    }
    const adjust = `stockAdjust(input: { sku: "${SKU}", locationId: "location:Boston", by: 7, requestId: "${randomUUID()}" }) {
      product { sku stock { location { name } available reserved } } userErrors { code }
    }`;
    // Its answer comes after the subscriptions were opened.
    for (const wire of wires) {
      wire.subscribe('viewer', '{ viewer { actorId } }');
      while ((await wire.next()).type !== 'complete');
    }
    const { product } = (await mutate(adjust)).data.stockAdjust;
    for (const wire of wires) expect(adjustedIn(await wire.next())).toEqual(product);
    await Promise.all(wires.map((wire) => wire.close()));
  });
});

describe('at one API process', () => {
  const stage = socketStage(({ database }) => seed(database.url));

  beforeEach(async () => {
    await stage.database.store.transaction().execute(resetFraud);
    await caughtUp();
  });

  /** Watchers whose subscriptions are open, after what they begin with. */
  async function watchers(query: string, count: number, beginning: number): Promise<readonly Wire[]> {
    const open = stage.database.feed.counts().streams;
    const wires = await Promise.all(Array.from({ length: count }, () => stage.connected()));
    for (const wire of wires) wire.subscribe('1', query);
    for (const wire of wires) for (let message = 0; message < beginning; message++) await wire.next();
    await expect.poll(() => stage.database.feed.counts().streams).toBe(open + count);
    return wires;
  }

  /** All that was announced before has come. */
  async function caughtUp(): Promise<void> {
    const order = await stage.published();
    const stream = stage.database.feed.watchOrder(order.snapshot.id, () => true);
    await stream.next();
    const next = stream.next();
    order.advance();
    await stage.database.publish(order.publication());
    await next;
    await stream.return?.();
  }

  const update = (changes: Parameters<typeof updateFraudSettings>[1]) =>
    stage.database.store.transaction().execute((transaction) => updateFraudSettings(transaction, changes));

  const adjust = (sku: string, by: number) =>
    actOnce(
      stage.database.store,
      { caller: 'manager', requestId: randomUUID(), content: { action: 'stockAdjust', sku } },
      (transaction) => adjustStock(transaction, { sku, location: 'Boston', by }),
    );

  test('a change of the fraud settings is read once for all watchers; one that changes nothing is sent to none', async () => {
    const wires = await watchers(SETTINGS, WATCHERS, 1);
    const before = stage.database.reads();
    await update({ spending_limit: 900 });
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: { amount: 900 }, maintenanceMode: false });
    }
    expect(stage.database.reads() - before).toBe(1);
    await update({ spending_limit: 900 });
    await stage.database.store.transaction().execute(resetFraud);
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: null, maintenanceMode: false });
    }
  });

  test('a change of the fraud settings that nobody watches is read once, for the next watcher', async () => {
    await update({ spending_limit: 700 });
    await caughtUp();
    const before = stage.database.reads();
    const [next] = (await watchers(SETTINGS, 1, 0)) as [Wire];
    expect(settingsIn(await next.next())).toEqual({ limit: { amount: 700 }, maintenanceMode: false });
    expect(stage.database.reads() - before).toBe(1);
  });

  test('an adjustment is read once, with the stock of the product, for all who watch', async () => {
    const wires = await watchers(STOCK, WATCHERS, 0);
    const before = stage.database.reads();
    expect(await adjust(SKU, 3)).toBeNull();
    const rows = await stage.database.store
      .selectFrom('stock')
      .select(['location', 'available', 'reserved'])
      .where('sku', '=', SKU)
      .orderBy('location')
      .execute();
    const stock = rows.map((row) => ({ ...row, location: { name: row.location } }));
    for (const wire of wires) expect(adjustedIn(await wire.next())).toEqual({ sku: SKU, stock });
    expect(stage.database.reads() - before).toBe(1);
    // Refused: there is nothing to send, so the next message is about the other product.
    expect(await adjust(SKU, -1_000_000)).toBe('NOT_ENOUGH');
    await adjust(OTHER_SKU, 1);
    for (const wire of wires) expect(adjustedIn(await wire.next()).sku).toBe(OTHER_SKU);
  });

  test('a change that was made while nobody listened is sent once somebody listens again', async () => {
    const [settings] = (await watchers(SETTINGS, 1, 1)) as [Wire];
    const [stock] = (await watchers(STOCK, 1, 0)) as [Wire];
    // As if the announcement had been lost.
    await sql`update fraud_settings set spending_limit = 123`.execute(stage.database.store);
    await sql`
      with adjustment as (
        insert into store_requests (caller, request_id, content)
        values ('manager', 'unheard', json_build_object('action', 'stockAdjust', 'sku', ${SKU}::text))
      )
      update stock set available = 4040 where sku = ${SKU} and location = 'Boston'
    `.execute(stage.database.store);
    await stage.database.breakListener();
    expect(settingsIn(await settings.next())).toEqual({ limit: { amount: 123 }, maintenanceMode: false });
    // The products of the latest adjustments are sent again.
    let told: Adjusted;
    do told = adjustedIn(await stock.next());
    while (told.sku !== SKU);
    expect(told.stock.find(({ location }) => location.name === 'Boston')?.available).toBe(4040);
  });

  test('a subscription holds until the settings can be read, and a change until it can', async () => {
    stage.database.failReads(true);
    const [early] = (await watchers(SETTINGS, 1, 0)) as [Wire];
    const [stock] = (await watchers(STOCK, 1, 0)) as [Wire];
    const before = stage.database.reads();
    await adjust(OTHER_SKU, 2);
    await expect.poll(() => stage.database.reads() - before).toBeGreaterThan(2);
    stage.database.failReads(false);
    expect(settingsIn(await early.next())).toHaveProperty('maintenanceMode', false);
    expect(adjustedIn(await stock.next()).sku).toBe(OTHER_SKU);
  });
});
