import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { connectDatabase } from '../../workers/database.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { publishOrder } from '../../workers/orders/publish-order.js';

/** PostgreSQL with orders in it, and the order worker's way to change them. */
export interface BenchDatabase extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Makes an order that is on its way; its states are published by `change`. */
  create(id: string): Promise<void>;
  /** Publishes the next state. Resolves when the change was announced, with the time of its commit. */
  change(id: string): Promise<{ readonly revision: number; readonly committedAt: number }>;
}

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-bench-'));
  chmodSync(folder, 0o711);
  const server = await startPostgresServer({
    clusterFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: 'bench',
    durable: false,
  });
  const url = await ensureDatabase(server.urlOf('postgres'), 'orders');
  await migrate(url);
  const database = connectDatabase(url);
  const notifier = createOrderChangeNotifier(database);
  const revisions = new Map<string, number>();

  async function publish(id: string, revision: number): Promise<number> {
    let committedAt = 0;
    const observed: typeof notifier = {
      announce: (change) => {
        committedAt = performance.timeOrigin + performance.now();
        return notifier.announce(change);
      },
    };
    await publishOrder(database, observed, { runId: id, snapshot: snapshotOf(id, revision), events: [] });
    return committedAt;
  }

  return {
    url,
    pid: server.identity.pid,
    async create(id) {
      revisions.set(id, FIRST_REVISION);
      await publish(id, FIRST_REVISION);
    },
    async change(id) {
      const revision = (revisions.get(id) ?? FIRST_REVISION) + 1;
      revisions.set(id, revision);
      return { revision, committedAt: await publish(id, revision) };
    },
    async [Symbol.asyncDispose]() {
      await database.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** All revisions have as many digits, so that all messages are of one length. */
const FIRST_REVISION = 100_001;

const AT = '2026-03-14T09:26:53.589Z';

/** An order of two items, charged and booked: what most watchers look at most of the time. */
export function snapshotOf(id: string, revision: number): OrderSnapshot {
  const items = [
    { sku: 'NIKE-COURT-VISION', quantity: 1, name: 'Court Vision Low', unitPrice: 8_500 },
    { sku: 'ADIDAS-SAMBA-OG', quantity: 2, name: 'Samba OG', unitPrice: 11_000 },
  ];
  return {
    id,
    customerId: 'customer-of-the-benchmark',
    status: 'PROCESSING',
    revision,
    items,
    fulfillments: [
      {
        id: `${id}:1`,
        status: 'PROCESSING',
        location: 'Warehouse North',
        items,
        payment: {
          id: `${id}:1:payment`,
          status: 'CHARGED',
          invoiceReference: 'INV-2026-000123',
          subtotal: 30_500,
          tax: 2_516,
          shipping: 799,
          total: 33_815,
          refunded: 0,
          chargedAt: AT,
          declineCode: null,
        },
        shipment: {
          id: `shp-1-${id}`,
          revision,
          status: 'BOOKED',
          carrier: 'Parcel Express',
          trackingNumber: 'PX0123456789',
          estimatedDelivery: AT,
          dispatchedAt: null,
          deliveredAt: null,
          updatedAt: AT,
          trackingEvents: [{ type: 'BOOKED', at: AT, location: 'Warehouse North', note: null }],
        },
        failureReason: null,
      },
    ],
    deliveryAddress: {
      name: 'Ada Lovelace',
      line1: '12 St James’s Square',
      line2: null,
      city: 'London',
      region: null,
      postalCode: 'SW1Y 4JH',
      country: 'GB',
    },
    placedAt: AT,
    updatedAt: AT,
    closedAt: null,
    actionDeadline: null,
    cancellation: null,
    requests: [],
  };
}
