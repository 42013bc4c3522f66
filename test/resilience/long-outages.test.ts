import { expect, test } from 'vitest';
import { PATIENCE } from '../patience.js';
import type { Outage } from './long-outages.js';
import { isHeldUp, surviveOutage } from './long-outages.js';

/** `LONG_OUTAGES=full` has them last for minutes, with more orders. */
const isFull = process.env.LONG_OUTAGES === 'full';
const MINUTE = 60_000;

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

const timeout = isFull ? 60 * MINUTE : 3 * PATIENCE;

test.each(Object.entries(outages))(
  'all orders complete, charged and sent once, when %s is back',
  {
    timeout,
  },
  async (_, { minutes, ...outage }) => {
    const size = isFull ? { orders: 100, milliseconds: minutes * MINUTE } : { orders: 5, milliseconds: 0 };
    const backlog = await surviveOutage(outage, size, { ownPostgres: true, ownTemporal: true });
    if (isFull) console.log(backlog);
  },
);
