import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../database/seed.js';
import { adjustStock } from '../../src/store/adjust-stock.js';
import { resetFraud, updateFraudSettings } from '../../src/store/fraud-settings.js';
import { ask } from '../api/ask.js';
import type { Stack } from '../stack/stack.js';
import { addressesOfApi, startStack } from '../stack/stack.js';
import type { StackApi } from '../stack/stack-process.js';
import { mintToken } from '../stack/tokens.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import type { SocketServer } from './socket-server.js';
import { bearer, startSocketServer } from './socket-server.js';
import type { WireMessage } from './wire.js';
import { Wire } from './wire.js';

const SETTINGS = 'subscription { fraudSettingsUpdated { limit { amount } maintenanceMode } }';
const STOCK = 'subscription { stockAdjusted { sku stock { location available reserved } } }';
const WATCHERS = 50;
const AUTH_SECRET = 'a secret of this test, long enough to sign with';
const SKU = 'NIKE-PEGASUS';
const OTHER_SKU = 'NIKE-COURT-VISION';

function settingsIn(message: WireMessage): object {
  return (message.payload as { data: { fraudSettingsUpdated: object } }).data.fraudSettingsUpdated;
}

interface Adjusted {
  readonly sku: string;
  readonly stock: readonly { readonly location: string; readonly available: number }[];
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
      'fraudSettingsUpdate(input: { limit: 5000, maintenanceMode: true }) { userErrors { code } }',
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
    const adjust = `stockAdjust(input: { sku: "${SKU}", location: "Boston", by: 7, requestId: "${randomUUID()}" }) {
      product { sku stock { location available reserved } } userErrors { code }
    }`;
    // Its answer comes after the subscriptions were opened.
    for (const wire of wires) {
      wire.subscribe('viewer', '{ viewer { id } }');
      while ((await wire.next()).type !== 'complete');
    }
    const { product } = (await mutate(adjust)).data.stockAdjust;
    for (const wire of wires) expect(adjustedIn(await wire.next())).toEqual(product);
    await Promise.all(wires.map((wire) => wire.close()));
  });
});

describe('at one API process', () => {
  let database: FeedDatabase;
  let server: SocketServer;

  beforeAll(async () => {
    database = await startFeedDatabase();
    await seed(database.url);
    server = await startSocketServer(database);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  /** Watchers whose subscriptions are open, after what they begin with. */
  async function watchers(query: string, count: number, beginning: number): Promise<readonly Wire[]> {
    const open = database.feed.counts().streams;
    const wires = await Promise.all(
      Array.from({ length: count }, async () => new Wire(server.url).init(await bearer())),
    );
    for (const wire of wires) wire.subscribe('1', query);
    for (const wire of wires) for (let message = 0; message < beginning; message++) await wire.next();
    await expect.poll(() => database.feed.counts().streams).toBe(open + count);
    return wires;
  }

  async function leave(wires: readonly Wire[]): Promise<void> {
    await Promise.all(wires.map((wire) => wire.close()));
    await expect.poll(() => database.feed.counts()).toEqual({ streams: 0, waits: 0, orders: 0, lists: 0 });
  }

  const adjust = (sku: string, by: number) =>
    adjustStock(database.store, { requestId: randomUUID(), sku, location: 'Boston', by });

  test('a change of the fraud settings is read once for all who watch, one that changes nothing told to none', async () => {
    const wires = await watchers(SETTINGS, WATCHERS, 1);
    const before = database.reads();
    await updateFraudSettings(database.store, { spending_limit: 900 });
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: { amount: 900 }, maintenanceMode: false });
    }
    expect(database.reads() - before).toBe(1);
    await updateFraudSettings(database.store, { spending_limit: 900 });
    await resetFraud(database.store);
    for (const wire of wires) {
      expect(settingsIn(await wire.next())).toEqual({ limit: null, maintenanceMode: false });
    }
    await leave(wires);
    const after = database.reads();
    await updateFraudSettings(database.store, { spending_limit: null });
    const [next] = await watchers(SETTINGS, 1, 0);
    expect(settingsIn(await (next as Wire).next())).toEqual({ limit: null, maintenanceMode: false });
    // Nobody watched the change: only the one who came read.
    expect(database.reads() - after).toBe(1);
    await leave([next as Wire]);
  });

  test('an adjustment is read once, with the stock of the product, for all who watch', async () => {
    const wires = await watchers(STOCK, WATCHERS, 0);
    const before = database.reads();
    expect(await adjust(SKU, 3)).toBe('ADJUSTED');
    const stock = await database.store
      .selectFrom('stock')
      .select(['location', 'available', 'reserved'])
      .where('sku', '=', SKU)
      .orderBy('location')
      .execute();
    for (const wire of wires) expect(adjustedIn(await wire.next())).toEqual({ sku: SKU, stock });
    expect(database.reads() - before).toBe(1);
    // Refused: nothing to tell, so the next thing that is told is the other product's.
    expect(await adjust(SKU, -1_000_000)).toBe('NOT_ENOUGH');
    await adjust(OTHER_SKU, 1);
    for (const wire of wires) expect(adjustedIn(await wire.next()).sku).toBe(OTHER_SKU);
    await leave(wires);
  });

  test('what was changed while nobody listened is told when somebody does again', async () => {
    const [settings] = (await watchers(SETTINGS, 1, 1)) as [Wire];
    const [stock] = (await watchers(STOCK, 1, 0)) as [Wire];
    // As if announced to nobody.
    await sql`update fraud_settings set spending_limit = 123`.execute(database.store);
    await sql`
      with adjustment as (
        insert into stock_adjustments (request_id, sku, location, by) values ('unheard', ${SKU}, 'Boston', 40)
      )
      update stock set available = 4040 where sku = ${SKU} and location = 'Boston'
    `.execute(database.store);
    await database.breakListener();
    expect(settingsIn(await settings.next())).toEqual({ limit: { amount: 123 }, maintenanceMode: false });
    // The products of the adjustments just before are told again.
    let told: Adjusted;
    do told = adjustedIn(await stock.next());
    while (told.sku !== SKU);
    expect(told.stock.find(({ location }) => location === 'Boston')?.available).toBe(4040);
    await leave([settings, stock]);
  });

  test('a subscription holds until the settings can be read, and a change until it can', async () => {
    database.failReads(true);
    const [early] = (await watchers(SETTINGS, 1, 0)) as [Wire];
    const [stock] = (await watchers(STOCK, 1, 0)) as [Wire];
    const before = database.reads();
    await adjust(OTHER_SKU, 2);
    await expect.poll(() => database.reads() - before).toBeGreaterThan(2);
    database.failReads(false);
    expect(settingsIn(await early.next())).toHaveProperty('maintenanceMode', false);
    expect(adjustedIn(await stock.next()).sku).toBe(OTHER_SKU);
    await leave([early, stock]);
  });
});
