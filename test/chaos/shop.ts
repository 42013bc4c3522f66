import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Client, Connection, WorkflowIdReusePolicy, WorkflowNotFoundError } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { print } from 'graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import { ORDER_WORKFLOW } from '../../schema/contract/order-workflow.js';
import { shipmentIdOf, workflowIdOf } from '../../schema/domain/ids.js';
import {
  OrderAmendDocument,
  OrderCancelDocument,
  OrderCreateDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
} from '../generated/graphql.js';
import type { Operation, Operations } from './operation.js';
import type { Move, MoveKind, OrderPlan } from './order-plan.js';
import { OrderWatch } from './order-watch.js';
import type { ChaosSystem } from './system.js';

/** How long a client waits for an answer before it asks again. */
const CLIENT_PATIENCE_MS = 10_000;

/** Errors that say "ask again", and nothing of the order. */
const outages: readonly (string | undefined)[] = ['UNAVAILABLE', 'TOO_MANY_REQUESTS'];

type Asked = Pick<Operation, 'orderId' | 'kind' | 'way' | 'requestId' | 'shipmentId'>;

interface Payload {
  readonly pending?: boolean | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** The clients of the campaign: each order is placed, asked things at random, and then seen through to its end. */
export class Shop {
  readonly watches = new Map<string, readonly OrderWatch[]>();
  readonly #system: ChaosSystem;
  readonly #operations: Operations;
  readonly #temporal: Client;

  constructor(system: ChaosSystem, operations: Operations) {
    const { temporalAddress, namespace } = system.stack.addresses;
    this.#system = system;
    this.#operations = operations;
    this.#temporal = new Client({ connection: Connection.lazy({ address: temporalAddress }), namespace });
  }

  async close(): Promise<void> {
    await this.#temporal.connection.close();
  }

  /** Plays one order to its end. */
  async play(plan: OrderPlan, orderId: string): Promise<void> {
    await this.#place(plan, orderId);
    const { webSocketUrl } = this.#system.client;
    const watches = Array.from({ length: plan.watchers }, () => new OrderWatch(orderId, webSocketUrl));
    this.watches.set(orderId, watches);
    const watching = watches.map((watch) => watch.run());
    const [watch] = watches as [OrderWatch];
    for (const move of plan.moves) {
      await sleep(move.pauseMs);
      // An order that waits for somebody makes no progress by itself.
      if (move.waits) await watch.until((order) => isPossible(order, move) || nextMoves(order).length > 0);
      await this.#request(orderId, move);
    }
    await this.#finish(orderId, watch);
    await Promise.all(watching);
  }

  async #place({ way, isDeclined, items, copies, isContested }: OrderPlan, orderId: string): Promise<void> {
    const customerId = `${isDeclined ? 'declined-' : ''}customer-${orderId}`;
    const input = { id: orderId, customerId, items };
    const place = async (kind: 'PLACE' | 'PLACE_OTHER', content: typeof input) => {
      const asked = { orderId, kind, way, requestId: '', shipmentId: '' };
      if (way === 'API') await this.#ask(asked, OrderCreateDocument, content);
      else await this.#start(asked, content);
    };
    await Promise.all(Array.from({ length: copies }, () => place('PLACE', input)));
    if (isContested && way === 'API') await place('PLACE_OTHER', { ...input, customerId: 'somebody-else' });
  }

  /** Asks the order until it is closed: the customer decides, the courier fetches and delivers. */
  async #finish(orderId: string, watch: OrderWatch): Promise<void> {
    for (let revision = -1; ; ) {
      const order = await watch.until((state) => state.revision > revision && nextMoves(state).length > 0);
      if (order.closedAt !== null) return;
      revision = order.revision;
      await Promise.all(nextMoves(order).map((move) => this.#request(orderId, move)));
    }
  }

  /** As many copies of one request as the move says, all at once. */
  async #request(orderId: string, move: Move): Promise<void> {
    const requestId = randomUUID();
    const isOfOrder = move.kind === 'AMEND' || move.kind === 'CANCEL';
    const shipmentId = isOfOrder ? '' : shipmentIdOf(orderId, move.shipment + 1);
    const asked = { orderId, kind: move.kind, way: move.way, requestId, shipmentId };
    const send = () => (move.way === 'API' ? this.#mutate(asked) : this.#signal(asked));
    await Promise.all(Array.from({ length: move.copies }, send));
  }

  #mutate(asked: Asked): Promise<void> {
    const { orderId, requestId, shipmentId } = asked;
    const ofOrder = { id: orderId, requestId };
    const ofShipment = { id: nodeIds.shipment(shipmentId), requestId };
    const kind = asked.kind as MoveKind;
    switch (kind) {
      case 'AMEND':
        return this.#ask(asked, OrderAmendDocument, ofOrder);
      case 'CANCEL':
        return this.#ask(asked, OrderCancelDocument, ofOrder);
      case 'DISPATCH':
        return this.#ask(asked, ShipmentDispatchDocument, ofShipment);
      case 'DELIVER':
        return this.#ask(asked, ShipmentDeliverDocument, ofShipment);
      case 'FAIL':
        return this.#ask(asked, ShipmentFailDocument, { ...ofShipment, reason: 'Lost' });
      case 'TRACK':
        return this.#ask(asked, ShipmentEventCreateDocument, { ...ofShipment, ...report });
      default:
        return kind satisfies never;
    }
  }

  async #signal(asked: Asked): Promise<void> {
    const { orderId, kind, requestId, shipmentId } = asked;
    const handle = this.#temporal.workflow.getHandle(workflowIdOf(orderId));
    await this.#insist(asked, async () => {
      try {
        if (kind === 'AMEND' || kind === 'CANCEL') await handle.signal(kind.toLowerCase(), { requestId });
        else await handle.signal('updateShipment', { requestId, shipmentId, action: kind, ...report });
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
      return 'SENT';
    });
  }

  async #start(asked: Asked, input: object): Promise<void> {
    await this.#insist(asked, async () => {
      try {
        await this.#temporal.workflow.start(ORDER_WORKFLOW, {
          workflowId: workflowIdOf(asked.orderId),
          taskQueue: 'orders',
          args: [input],
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
      return 'SENT';
    });
  }

  /** Sends a mutation until it has an answer that says what became of it. */
  async #ask<Data extends object, Input>(
    asked: Asked,
    document: TypedDocumentNode<Data, { input: Input }>,
    input: unknown,
  ): Promise<void> {
    await this.#insist(asked, async () => {
      const response = await fetch(this.#system.client.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: print(document), variables: { input } }),
        signal: AbortSignal.timeout(CLIENT_PATIENCE_MS),
      });
      const { data, errors } = (await response.json()) as {
        readonly data?: Readonly<Record<string, Payload | null>>;
        readonly errors?: readonly {
          readonly message: string;
          readonly extensions?: { readonly code?: string };
        }[];
      };
      const [error] = errors ?? [];
      if (error) {
        if (!outages.includes(error.extensions?.code)) {
          this.#operations.findings.push(`${JSON.stringify(asked)} was answered ${JSON.stringify(error)}`);
        }
        return null;
      }
      const [payload] = Object.values(data ?? {});
      if (!payload) return null;
      const [refused] = payload.userErrors;
      if (refused) return { code: refused.code, message: refused.message };
      return payload.pending && asked.kind !== 'PLACE' ? null : 'ACCEPTED';
    });
  }

  /** Tries until there is an answer other than null or an error. */
  async #insist(asked: Asked, attempt: () => Promise<Operation['answer'] | null>): Promise<void> {
    const calledAt = Date.now();
    for (;;) {
      const answer = await attempt().catch(() => null);
      if (answer !== null) {
        this.#operations.all.push({ ...asked, calledAt, answeredAt: Date.now(), answer });
        return;
      }
      this.#operations.repeated += 1;
      await sleep(200);
    }
  }
}

/** A courier that says it should have arrived: the order is late until it does. */
const report = { type: 'IN_TRANSIT', estimatedDelivery: '2026-01-01T00:00:00Z' } as const;

type Watched = NonNullable<OrderWatch['latest']>;

function isPossible(order: Watched, { kind, shipment }: Move): boolean {
  if (kind === 'AMEND' || kind === 'CANCEL') return order.availableActions.includes(kind);
  const actions = order.fulfillments[shipment]?.shipment?.availableActions ?? [];
  return kind === 'TRACK'
    ? actions.some((action) => action === 'DELIVER')
    : actions.some((action) => action === kind);
}

/** The action that brings the order nearer to its end. */
function nextMoves(order: Watched): readonly Move[] {
  const one = { way: 'API', copies: 1, waits: false, pauseMs: 0 } as const;
  if (order.status === 'CUSTOMER_ACTION_REQUIRED') return [{ ...one, kind: 'AMEND', shipment: 0 }];
  return order.fulfillments.flatMap(({ shipment }, index): readonly Move[] => {
    if (shipment?.status === 'BOOKED') return [{ ...one, kind: 'DISPATCH', shipment: index }];
    if (shipment?.status === 'DISPATCHED') return [{ ...one, kind: 'DELIVER', shipment: index }];
    return [];
  });
}
