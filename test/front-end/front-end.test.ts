import { writeFileSync } from 'node:fs';
import type { ApolloClient } from '@apollo/client';
import { ApolloLink, HttpLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import type { Placed } from '../client/orders.js';
import {
  dispatchAndDeliver,
  isBooked,
  place,
  shipmentIds,
  timelineTypes,
  watchUntil,
} from '../client/orders.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { guideFile, guides, readGuide, unusedSnippets, withSnippets } from './guide.js';
import { openPage } from './page.js';
import { cancelOrder } from './snippets/cancel-order.js';
import { createApolloClient, createSocket } from './snippets/clients.js';
import type { ChangedOrder } from './snippets/copy-orders.js';
import { copyOrders } from './snippets/copy-orders.js';
import type { TimelineEvent } from './snippets/follow-timeline.js';
import { followTimeline } from './snippets/follow-timeline.js';
import type { ListedOrder } from './snippets/live-orders.js';
import { keepOrders } from './snippets/live-orders.js';

const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];
const token = async () => 'none is asked for here';

let addresses: StackAddresses;
let api: ApiClient;
let socket: Client;
let apollo: ApolloClient;

beforeAll(async () => {
  const window = new Window();
  // Globals of a browser that Node lacks; fetch stays Node's own.
  Object.assign(globalThis, { window, document: window.document, WebSocket: QuietWebSocket });
  addresses = await sharedStack();
  api = new ApiClient(addresses);
  socket = createSocket(addresses.webSocketUrl, token);
  apollo = createApolloClient(addresses.graphqlUrl, socket, token);
});

afterAll(async () => {
  apollo.stop();
  await socket.dispose();
  await api[Symbol.asyncDispose]();
});

/** A client as the guide makes it, whose queries go where the test says. */
function apolloOver(fetchInstead: typeof fetch): ApolloClient {
  const client = createApolloClient(addresses.graphqlUrl, socket, token);
  const http = new HttpLink({ uri: addresses.graphqlUrl, fetch: fetchInstead });
  client.setLink(
    ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      client.link,
      http,
    ),
  );
  return client;
}

function errorResponse(code: string): Response {
  return Response.json({ errors: [{ message: code, extensions: { code } }] });
}

async function bookedShipment({ id }: Placed): Promise<string> {
  return shipmentIds(await watchUntil(api, id, isBooked))[0] ?? '';
}

test.each(Object.keys(guides) as (keyof typeof guides)[])('%s shows the snippets as they are', (name) => {
  const renewed = withSnippets(name);
  if (process.env.UPDATE_GUIDE !== undefined) writeFileSync(guideFile(name), renewed);
  expect(readGuide(name)).toBe(renewed);
  expect(unusedSnippets(name)).toEqual([]);
});

describe('the snippets of the guide', () => {
  test('show an order in React until nothing more will happen to it', async () => {
    const order = await place(api, items);
    const page = openPage(apollo, order.id);
    await expect.poll(page.text).toContain('BOOKED');
    expect(page.text()).toContain('PROCESSING');
    await dispatchAndDeliver(api, await bookedShipment(order));
    await expect.poll(page.text).toContain('Nothing more will happen');
    expect(page.text()).toContain('COMPLETED');
    expect(page.text()).toContain('DELIVERED');
    page.leave();
  });

  test('show what is wrong with an order that is not there', async () => {
    const page = openPage(apollo, 'no-such-order');
    await expect.poll(page.text).toContain('no such order');
    page.leave();
  });

  test('follow a timeline without gap or repetition, over a connection that breaks', async () => {
    const order = await place(api, items);
    const events: TimelineEvent[] = [];
    const breaking = createSocket(addresses.webSocketUrl, token);
    const ended = new Promise((resolve) => {
      const take = (event: TimelineEvent) => {
        events.push(event);
        // Broken after every other event.
        if (event.sequence % 2 === 0) breaking.terminate();
      };
      followTimeline(breaking, order.id, take, resolve);
    });
    await dispatchAndDeliver(api, await bookedShipment(order));
    expect(await ended).toBeUndefined();
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ type }) => type)).toEqual(await timelineTypes(api, order.id));
    await breaking.dispose();
  });

  test('copy all orders, and start over when the mark has expired', async () => {
    const copied = new Map<string, ChangedOrder>();
    const strange = ['orders-changed', '0123456789ab', '1', ''];
    let mark: string | null = Buffer.from(JSON.stringify(strange)).toString('base64url');
    let cleared = 0;
    const stop = new AbortController();
    const copying = copyOrders(
      apollo,
      {
        mark: async () => mark,
        store: async (orders, next) => {
          for (const order of orders) copied.set(order.id, order);
          mark = next;
        },
        clear: async () => {
          copied.clear();
          mark = null;
          cleared += 1;
        },
      },
      stop.signal,
    );
    const order = await place(api, items);
    await dispatchAndDeliver(api, await bookedShipment(order));
    await expect.poll(() => copied.get(order.id)?.status).toBe('COMPLETED');
    expect(cleared).toBe(1);
    stop.abort();
    await copying;
  });

  test('keep a list fresh, and cancel an order once', async () => {
    const mine = `customer-${crypto.randomUUID()}`;
    let listed: ReadonlyMap<string, ListedOrder> = new Map();
    const failures: unknown[] = [];
    const stop = keepOrders(
      apollo,
      { customerId: mine, status: ['PENDING', 'PROCESSING'] },
      (orders) => {
        listed = orders;
      },
      (error) => failures.push(error),
    );
    const first = await place(api, items, mine);
    await expect.poll(() => [...listed.keys()]).toEqual([first.id]);
    const second = await place(api, items, mine);
    await expect.poll(() => listed.size).toBe(2);
    socket.terminate();
    await watchUntil(api, first.id, isBooked);
    expect(await cancelOrder(apollo, first.id, 'Too late')).toBe('done');
    await expect.poll(() => [...listed.keys()]).toEqual([second.id]);
    const refusal = await cancelOrder(apollo, first.id, 'Once more');
    expect(refusal).toEqual({ refused: expect.any(String) });
    expect(failures).toEqual([]);
    stop();
  });

  test('keep a list fresh also when a read of it fails', async () => {
    const mine = `customer-${crypto.randomUUID()}`;
    const order = await place(api, items, mine);
    let reads = 0;
    const flaky = apolloOver(async (input, init) => {
      reads += 1;
      if (reads === 1) throw new TypeError('fetch failed');
      if (reads === 2) return new Response('Bad gateway', { status: 502 });
      if (reads === 3) return errorResponse('UNAVAILABLE');
      return fetch(input, init);
    });
    let listed: ReadonlyMap<string, ListedOrder> = new Map();
    const failures: unknown[] = [];
    const stop = keepOrders(
      flaky,
      { customerId: mine },
      (orders) => {
        listed = orders;
      },
      (error) => failures.push(error),
    );
    await expect.poll(() => [...listed.keys()]).toEqual([order.id]);
    expect(reads).toBe(4);
    await watchUntil(api, order.id, isBooked);
    await expect.poll(() => listed.get(order.id)?.fulfillments[0]?.shipment?.status).toBe('BOOKED');
    expect(failures).toEqual([]);
    stop();
    flaky.stop();
  });

  test('say what keeps a list from being read for good', async () => {
    const refusing = apolloOver(async () => errorResponse('FORBIDDEN'));
    const told: unknown[] = [];
    const error = await new Promise((resolve) => {
      keepOrders(refusing, {}, (orders) => told.push(orders), resolve);
    });
    expect(String(error)).toContain('FORBIDDEN');
    expect(told).toEqual([]);
    refusing.stop();
  });
});
