import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient } from './client.js';
import { Couriers } from './couriers.js';
import type { SimulationOptions } from './options.js';
import { readOptions } from './options.js';
import { Shoppers } from './shoppers.js';
import { Tally } from './tally.js';

/** The most requests in flight, and the most orders placed in total, however fast the API answers. */
const IN_FLIGHT = 64;
const MAX_ORDERS = 20_000;

/** How often orders are placed and progress is printed, and how long couriers have after the last order. */
const BEAT_MS = 50;
const TELL_MS = 5_000;
const LAST_ROUND_MS = 60_000;

/** `npm run simulate`: places orders at a rate, and plays their couriers, as a client of the API like any other. */
async function simulate({ rate, minutes, couriers, ...target }: SimulationOptions): Promise<boolean> {
  const client = createApiClient(target);
  const tally = new Tally();
  const prefix = `sim-${randomBytes(4).toString('hex')}-`;
  const shoppers = new Shoppers(client, prefix, tally);
  let isStopping = false;
  const stop = () => {
    isStopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  const tell = () => console.log(tally.describe(rate, seconds()));
  setInterval(tell, TELL_MS);
  if (couriers) new Couriers(client, prefix, tally).start();
  const most = Math.min(MAX_ORDERS, Math.ceil(rate * minutes * 60));
  let begun = 0;
  let inFlight = 0;
  let credit = 1;
  let creditedAt = seconds();
  while (!isStopping && begun < most && seconds() < minutes * 60) {
    if (!(await shoppers.look())) {
      console.log('The shelves are nearly empty: a manager can fill them (stockAdjust).');
      break;
    }
    // A backlog of more than a second is dropped: the rate is an upper limit.
    credit = Math.min(credit + rate * (seconds() - creditedAt), Math.max(1, rate));
    creditedAt = seconds();
    for (; credit >= 1 && inFlight < IN_FLIGHT && begun < most; credit--) {
      begun += 1;
      inFlight += 1;
      void shoppers.place().finally(() => {
        inFlight -= 1;
      });
    }
    await sleep(BEAT_MS);
  }
  while (inFlight > 0) await sleep(BEAT_MS);
  tell();
  const end = performance.now() + LAST_ROUND_MS;
  while (couriers && !isStopping && !tally.isAllDelivered && performance.now() < end) await sleep(BEAT_MS);
  if (couriers) tell();
  return tally.orders > 0;
}

// Exits, rather than ends: couriers may have fallen behind, and the socket may be looking for an API that is gone.
try {
  const isDone = await simulate(readOptions(process.argv.slice(2), process.env));
  process.exit(isDone ? 0 : 1);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
