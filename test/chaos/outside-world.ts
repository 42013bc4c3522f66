import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../feed/random.js';

/** How the payment gateway, the courier and the inventory behave for a while. */
export const moods = ['WELL', 'SLOW', 'FAILING', 'LATE', 'ANSWER_LOST', 'TWICE'] as const;
export type Mood = (typeof moods)[number];

/** One charge by its key, as the gateway has it in its own ledger. */
export interface LedgerEntry {
  charged: number;
  refunded: number;
  /** Given back, or closed before it was charged: nothing is charged with this key any more. */
  isClosed: boolean;
}

/** One booking by its shipment, as the courier has it in its own book. */
export interface BookEntry {
  isBooked: boolean;
  isCancelled: boolean;
  /** Whether the gateway had been paid for the fulfillment when the booking came. */
  readonly wasPaid: boolean;
}

interface Charge {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly money: { readonly amount: number };
}

/** The payment gateway and the courier, outside of the system under test and not hurt by what happens to it. */
export interface OutsideWorld {
  readonly url: string;
  readonly ledger: ReadonlyMap<string, LedgerEntry>;
  readonly book: ReadonlyMap<string, BookEntry>;
  readonly requests: number;
  behave(mood: Mood): void;
  stop(): Promise<void>;
}

const LONGEST_DELAY_MS = 4_000;

export async function startOutsideWorld(random: Random): Promise<OutsideWorld> {
  const ledger = new Map<string, LedgerEntry>();
  const book = new Map<string, BookEntry>();
  let mood: Mood = 'WELL';
  let requests = 0;

  const charge = ({ idempotencyKey, customerId, money }: Charge) => {
    if (customerId.startsWith('declined-')) return { outcome: 'DECLINED', reason: 'The card was declined' };
    const entry = ledger.get(idempotencyKey) ?? { charged: 0, refunded: 0, isClosed: false };
    ledger.set(idempotencyKey, entry);
    if (entry.charged === 0 && entry.isClosed)
      return { outcome: 'DECLINED', reason: 'The charge was called off' };
    if (entry.charged === 0) entry.charged = money.amount;
    else if (entry.charged !== money.amount) throw new Error('The same key came with another amount');
    return { outcome: 'APPROVED' };
  };
  const refund = ({ idempotencyKey }: { readonly idempotencyKey: string }) => {
    const entry = ledger.get(idempotencyKey) ?? { charged: 0, refunded: 0, isClosed: true };
    ledger.set(idempotencyKey, entry);
    entry.isClosed = true;
    entry.refunded = entry.charged;
    return {};
  };
  const bookShipment = (request: { readonly shipmentId: string; readonly fulfillmentId: string }) => {
    const { shipmentId, fulfillmentId } = request;
    const wasPaid = (ledger.get(fulfillmentId)?.charged ?? 0) > 0;
    const entry = book.get(shipmentId) ?? { isBooked: false, isCancelled: false, wasPaid };
    book.set(shipmentId, entry);
    if (!entry.isCancelled) entry.isBooked = true;
    const estimatedDelivery = '2030-01-01T00:00:00.000Z';
    return { carrier: 'Chaos Parcel', trackingNumber: `CP-${shipmentId}`, estimatedDelivery };
  };
  const cancel = ({ shipmentId }: { readonly shipmentId: string }) => {
    const entry = book.get(shipmentId) ?? { isBooked: false, isCancelled: true, wasPaid: true };
    book.set(shipmentId, entry);
    entry.isCancelled = true;
    return {};
  };
  const works: Readonly<Record<string, (request: never) => unknown>> = {
    '/charge': charge,
    '/refund': refund,
    '/book': bookShipment,
    '/cancel': cancel,
    '/before': () => ({}),
    '/after': () => ({}),
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const work = works[request.url ?? ''];
    if (!work) return void response.writeHead(404).end();
    const content = JSON.parse(await text(request)) as never;
    const now: Mood = random.chance(0.4) ? 'WELL' : mood;
    const answer = (result: unknown) => void response.end(JSON.stringify(result));
    switch (now) {
      case 'WELL':
        return answer(work(content));
      case 'SLOW': {
        const result = work(content);
        await sleep(random.below(LONGEST_DELAY_MS));
        return answer(result);
      }
      case 'FAILING':
        return void response.writeHead(503).end();
      case 'LATE':
        // On its way for long, and carried out even when who sent it has died since.
        await sleep(random.below(LONGEST_DELAY_MS));
        return answer(work(content));
      case 'ANSWER_LOST':
        work(content);
        return void response.destroy();
      case 'TWICE': {
        const result = work(content);
        setTimeout(() => work(content), random.below(LONGEST_DELAY_MS));
        return answer(result);
      }
      default:
        return now satisfies never;
    }
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    book,
    get requests() {
      return requests;
    },
    behave: (next) => {
      mood = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
