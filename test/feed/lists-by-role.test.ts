import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { place } from '../client/orders.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import {
  OrderCancelDocument,
  OrderListChangesDocument,
  OrderListDocument,
  OrderUpdatedDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
  ShipmentFailDocument,
  ShipmentListChangesDocument,
  ShipmentListDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';
import { Random } from './random.js';

const AUTH_SECRET = 'a secret of this test alone';
const ORDERS = 16;

interface Row {
  readonly id: string;
  readonly revision: number;
}

interface Change {
  readonly kind: string;
  readonly id: string | null;
  readonly row: Row | null;
}

/** A list as a front-end keeps it, over a socket that breaks now and then. */
class LiveList {
  readonly rows = new Map<string, Row>();
  resyncs = 0;
  readonly read: () => Promise<readonly Row[]>;
  #work: Promise<void> = Promise.resolve();

  constructor(
    socket: Client,
    subscription: { readonly query: string; readonly variables: Record<string, unknown> },
    changeOf: (data: Record<string, unknown>) => Change,
    read: () => Promise<readonly Row[]>,
  ) {
    this.read = read;
    socket.subscribe<Record<string, unknown>>(subscription, {
      next: ({ data }) => {
        if (data) this.#work = this.#work.then(() => this.#take(changeOf(data)));
      },
      error: () => {},
      complete: () => {},
    });
  }

  /** One change after the other: what comes while the list is read is taken in afterwards. */
  async #take({ kind, id, row }: Change): Promise<void> {
    if (kind === 'RESYNC') {
      this.resyncs += 1;
      const fresh = await this.read();
      this.rows.clear();
      for (const each of fresh) this.rows.set(each.id, each);
      return;
    }
    if (id === null) return;
    const known = this.rows.get(id);
    if (known && row && known.revision > row.revision) return;
    // Without a row: another courier has it.
    if (kind === 'LEFT' || row === null) this.rows.delete(id);
    else this.rows.set(id, row);
  }
}

test('a live list equals a fresh query after a random run, for each role', async () => {
  const random = new Random();
  await using stack = await startStack({ environment: { AUTH_SECRET } });
  const roles = {
    ada: await signIn(stack, 'customer', 'ada'),
    bob: await signIn(stack, 'customer', 'bob'),
    cora: await signIn(stack, 'courier', 'cora'),
    carl: await signIn(stack, 'courier', 'carl'),
    manager: await signIn(stack, 'manager', 'mona'),
    operator: await signIn(stack, 'operator', 'olga'),
  };
  const { ada, bob, cora, carl, manager, operator } = roles;
  const orderWheres = [{}, { status: ['PROCESSING'] }, { status: ['COMPLETED', 'CANCELLED'] }] as const;
  const shipmentWheres = [{}, { status: ['BOOKED'] }, { status: ['DISPATCHED'] }] as const;
  const lists = [ada, bob, manager, operator].flatMap((role) =>
    orderWheres.map((where) => role.orders(where)),
  );
  lists.push(...Object.values(roles).flatMap((role) => shipmentWheres.map((where) => role.shipments(where))));
  lists.push(ada.orders({ customerId: 'bob' }), manager.orders({ customerId: 'bob' }));

  const ended = Array.from({ length: ORDERS }, async () => {
    const customer = random.pick([ada, bob]);
    const placed = await place(
      customer.http,
      [{ sku: 'NIKE-COURT-VISION', quantity: 1 }],
      customer === ada ? 'ada' : 'bob',
    );
    const courier = random.pick([cora, carl]);
    const plan = random.pick(['deliver', 'deliver', 'fail', 'cancel', 'wait'] as const);
    for await (const { orderUpdated } of operator.http.watch(OrderUpdatedDocument, { id: placed.id })) {
      const shipment = orderUpdated.fulfillments[0]?.shipment;
      if (shipment?.status === 'BOOKED') {
        if (plan === 'wait') return;
        const input = { id: shipment.id };
        if (plan === 'cancel') await customer.http.send(OrderCancelDocument, { input: { id: placed.id } });
        else await courier.http.send(ShipmentDispatchDocument, { input });
      }
      if (shipment?.status !== 'DISPATCHED') continue;
      const input = { id: shipment.id, reason: 'Lost' };
      if (plan === 'fail') await courier.http.send(ShipmentFailDocument, { input });
      else await courier.http.send(ShipmentDeliverDocument, { input: { id: shipment.id } });
    }
  });
  // Sockets break in the middle of it.
  for (const each of ended) {
    await each;
    if (random.chance(0.4)) random.pick(Object.values(roles)).socket.terminate();
  }
  const byId = (rows: Iterable<Row>) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const list of lists) {
    const fresh = byId(await list.read());
    await expect.poll(() => byId(list.rows.values())).toEqual(fresh);
    expect(list.resyncs).toBeGreaterThan(0);
  }
  expect(byId(await manager.orders({}).read()).length).toBe(ORDERS);
  for (const { http, socket } of Object.values(roles)) {
    await http[Symbol.asyncDispose]();
    await socket.dispose();
  }
});

async function signIn({ addresses }: Stack, role: TokenRole, sub: string) {
  const token = await mintToken(AUTH_SECRET, { role, sub });
  const http = new ApiClient(addresses, token);
  const socket = createClient({
    url: addresses.webSocketUrl,
    webSocketImpl: QuietWebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
    shouldRetry: () => true,
  });
  const request = <Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ) => ({ query: print(document), variables: variables as Record<string, unknown> });
  type OrderWhere = Parameters<typeof http.send<unknown, { where: object }>>[1]['where'];
  return {
    http,
    socket,
    orders: (where: OrderWhere) =>
      new LiveList(
        socket,
        request(OrderListChangesDocument, { where }),
        ({ ordersChanged }) => {
          const { kind, orderId, order } = ordersChanged as { kind: string; orderId: string; order: Row };
          return { kind, id: orderId, row: order };
        },
        async () => (await http.send(OrderListDocument, { where })).orders?.nodes ?? [],
      ),
    shipments: (where: OrderWhere) =>
      new LiveList(
        socket,
        request(ShipmentListChangesDocument, { where }),
        ({ shipmentsChanged }) => {
          const { kind, shipmentId, shipment } = shipmentsChanged as {
            kind: string;
            shipmentId: string;
            shipment: Row;
          };
          return { kind, id: shipmentId, row: shipment };
        },
        async () => (await http.send(ShipmentListDocument, { where })).shipments?.nodes ?? [],
      ),
  };
}
