import { expect, test } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { ApiClient } from '../client/api-client.js';
import { PATIENCE } from '../patience.js';
import { startStack } from '../stack/stack.js';
import type { Outage } from './long-outages.js';
import { surviveOutage } from './long-outages.js';

/** `LONG_OUTAGES=full` has them last for minutes, with more orders. */
const isFull = process.env.LONG_OUTAGES === 'full';
const MINUTE = 60_000;

/** Resolves once a step of the order waits for what is away: one of that type is at that attempt. */
const isHeldUp =
  (type: string, attemptReached: number): Outage['isFelt'] =>
  (_stack, order) => {
    const pending = async () => (await order.describe()).raw.pendingActivities ?? [];
    return expect
      .poll(async () =>
        (await pending()).some(
          ({ activityType, attempt }) => activityType?.name === type && (attempt ?? 0) >= attemptReached,
        ),
      )
      .toBe(true);
  };

const outages: Readonly<Record<string, Outage & { readonly minutes: number }>> = {
  PostgreSQL: {
    begin: async ({ postgres }) => postgres?.stop(),
    end: async ({ postgres }) => postgres?.start(),
    takesOrders: true,
    isFelt: isHeldUp('reserveItems', 3),
    minutes: 10,
  },
  'the only worker of a queue': {
    begin: async (_stack, billing) => billing.stop(),
    end: async (_stack, billing) => billing.restart(),
    takesOrders: true,
    isFelt: isHeldUp('chargeFulfillment', 1),
    minutes: 10,
  },
  Temporal: {
    begin: async ({ temporal }) => temporal?.kill(),
    end: async ({ temporal }) => temporal?.start(),
    takesOrders: false,
    isFelt: ({ addresses }) =>
      expect.poll(async () => (await fetch(`${addresses.apiUrl}/readyz`)).status).toBe(503),
    minutes: 2,
  },
};

test.each(Object.entries(outages))(
  'all orders complete, charged and sent once, when %s is back',
  {
    timeout: isFull ? 60 * MINUTE : 3 * PATIENCE,
  },
  async (_, { minutes, ...outage }) => {
    await using stack = await startStack({ ownPostgres: true, ownTemporal: true, workers: [] });
    await using client = new ApiClient(stack.addresses);
    const metricsUrls: string[] = [];
    const start = async (queue: string) => {
      const port = await freePort();
      metricsUrls.push(`http://127.0.0.1:${port}/metrics`);
      return stack.startWorker(queue, {}, ['--metrics-port', String(port)]);
    };
    await start('orders');
    const billing = await start('billing');
    await start('shipments');
    const backlog = await surviveOutage({ stack, client, billing, metricsUrls }, outage, {
      orders: isFull ? 100 : 5,
      milliseconds: isFull ? minutes * MINUTE : 0,
    });
    if (isFull) console.log(backlog);
  },
);
