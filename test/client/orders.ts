import { randomUUID } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { WholeOrderFragment } from '../generated/graphql.js';
import {
  OrderByIdDocument,
  OrderCreateDocument,
  OrderTimelineDocument,
  OrderUpdatedDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
  StockAdjustDocument,
  StockOfDocument,
} from '../generated/graphql.js';
import type { ApiClient } from './api-client.js';

export type WatchedOrder = WholeOrderFragment;

/** An order id that no other test has. */
export function newOrderId(name = 'order'): string {
  return `${name}-${randomUUID()}`;
}

export interface Placed {
  readonly id: string;
  readonly customerId: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Places an order and expects it to be taken. */
export async function place(client: ApiClient, items: Placed['items'], customerId = newOrderId('customer')) {
  const id = newOrderId();
  const input = { id, customerId, items: [...items] };
  const { orderCreate } = await client.send(OrderCreateDocument, { input });
  if (orderCreate?.userErrors.length !== 0) throw new Error(JSON.stringify(orderCreate));
  return { id, customerId, items } satisfies Placed;
}

/** Places an order and waits until its couriers are booked; with that state, and the id of its first shipment. */
export async function placeBooked(client: ApiClient, items: Placed['items'], customerId?: string) {
  const order = await place(client, items, customerId);
  const booked = await watchUntil(client, order.id, isBooked);
  return { ...order, booked, shipmentId: shipmentIds(booked)[0] ?? '' };
}

/**
 * Watches an order until a state meets the condition, and returns that state; every state on the way goes into `seen`.
 */
export async function watchUntil(
  client: ApiClient,
  id: string,
  isMet: (order: WatchedOrder) => boolean,
  seen: WatchedOrder[] = [],
): Promise<WatchedOrder> {
  for await (const { orderUpdated } of client.watch(OrderUpdatedDocument, { id })) {
    seen.push(orderUpdated);
    if (isMet(orderUpdated)) return orderUpdated;
  }
  throw new Error(`The stream of ${id} ended before: it was ${JSON.stringify(seen.at(-1))}`);
}

export const isClosed = (order: WatchedOrder): boolean => order.closedAt !== null;

/** Whether every fulfillment that is under way has its courier booked. */
export function isBooked(order: WatchedOrder): boolean {
  const underWay = order.fulfillments.filter(({ status }) => status === 'PROCESSING');
  return underWay.length > 0 && underWay.every(({ shipment }) => shipment?.status === 'BOOKED');
}

export function shipmentIds(order: WatchedOrder): readonly string[] {
  return order.fulfillments.flatMap(({ shipment }) => (shipment ? [shipment.id] : []));
}

/** Sends a request to an order until it is judged: on a busy machine that may take longer than the API waits for it. */
export async function judged<Data extends object, Input extends object>(
  client: ApiClient,
  document: TypedDocumentNode<Data, { input: Input }>,
  input: Input,
): Promise<Data> {
  const repeatable = { requestId: randomUUID(), ...input };
  for (;;) {
    const data = await client.send(document, { input: repeatable });
    const payloads = Object.values(data) as ({ readonly pending?: boolean } | null)[];
    if (!payloads.some((payload) => payload?.pending === true)) return data;
  }
}

/** The courier picks a shipment up. */
export async function dispatch(client: ApiClient, id: string): Promise<void> {
  const { shipmentDispatch } = await judged(client, ShipmentDispatchDocument, { id });
  expectTaken(shipmentDispatch);
}

/** The courier hands a shipment over. */
export async function deliver(client: ApiClient, id: string): Promise<void> {
  const { shipmentDeliver } = await judged(client, ShipmentDeliverDocument, { id });
  expectTaken(shipmentDeliver);
}

export async function dispatchAndDeliver(client: ApiClient, id: string): Promise<void> {
  await dispatch(client, id);
  await deliver(client, id);
}

/** Delivers an order of one parcel as soon as its courier is booked; returns the order as it ended. */
export async function deliverOnceBooked(client: ApiClient, id: string): Promise<WatchedOrder> {
  const closed = watchUntil(client, id, isClosed);
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  await dispatchAndDeliver(client, shipment);
  return closed;
}

function expectTaken(payload: { readonly userErrors: readonly unknown[] } | null): void {
  if (payload?.userErrors.length !== 0) throw new Error(JSON.stringify(payload));
}

export async function orderById(client: ApiClient, id: string): Promise<WatchedOrder | null> {
  return (await client.send(OrderByIdDocument, { id })).order;
}

/** The types of an order's timeline, oldest first; their sequences must have no gap. */
export async function timelineTypes(client: ApiClient, id: string): Promise<readonly string[]> {
  const { order } = await client.send(OrderTimelineDocument, { id });
  const events = order?.events?.nodes ?? [];
  events.forEach(({ sequence }, index) => {
    if (sequence !== index + 1) throw new Error(`The timeline of ${id} has ${sequence} at ${index}`);
  });
  return events.map(({ type }) => type);
}

/** A SKU's units over all warehouses. */
export async function unitsOf(client: ApiClient, sku: string) {
  const { product } = await client.send(StockOfDocument, { sku });
  const stock = product?.stock ?? [];
  const sum = (part: 'available' | 'reserved') => stock.reduce((total, level) => total + level[part], 0);
  return { available: sum('available'), reserved: sum('reserved') };
}

/** Brings a SKU's stock in one warehouse to a number of available units. */
export async function setStock(client: ApiClient, sku: string, location: string, available: number) {
  const { product } = await client.send(StockOfDocument, { sku });
  const level = product?.stock.find((each) => each.location.name === location);
  const by = available - (level?.available ?? 0);
  if (by === 0) return;
  const input = { sku, locationId: nodeIds.location(location), by, requestId: randomUUID() };
  const { stockAdjust } = await client.send(StockAdjustDocument, { input });
  if (stockAdjust?.userErrors.length !== 0) throw new Error(JSON.stringify(stockAdjust));
}
