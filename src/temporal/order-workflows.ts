import { status as statusCodes } from '@grpc/grpc-js';
import type { Client } from '@temporalio/client';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import { within } from '../../runtime/retry/time-limit.js';
import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { UnknownKeyError } from '../../runtime/temporal/payload-encryption.js';
import type {
  AMEND_SIGNAL,
  AmendSignal,
  CANCEL_SIGNAL,
  CancelSignal,
  UPDATE_SHIPMENT_SIGNAL,
  UpdateShipmentSignal,
} from '../../schema/contract/order-workflow.js';
import { ORDER_WORKFLOW, STATUS_QUERY } from '../../schema/contract/order-workflow.js';
import type { Actor } from '../../schema/domain/actor.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { placedAtOf, placedOrder } from '../../schema/domain/placed-order.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import type { Log } from '../errors/log.js';
import { OrderAttributes } from './order-attributes.js';
import { isTemporalDeadline, isTemporalOutage } from './outage.js';

/** The content of a signal, without its sender. */
export type OrderMessage =
  | Message<typeof AMEND_SIGNAL, AmendSignal>
  | Message<typeof CANCEL_SIGNAL, CancelSignal>
  | Message<typeof UPDATE_SHIPMENT_SIGNAL, UpdateShipmentSignal>;

interface Message<Name extends string, Signal> {
  readonly name: Name;
  readonly content: Omit<Signal, keyof Sender>;
}

/** The API always sends these; other senders may leave them out. */
interface Sender {
  readonly requestId: string;
  readonly actor: Actor;
}

/** A signal with its one argument. */
export interface OrderSignal {
  readonly name: OrderMessage['name'];
  readonly payload: OrderMessage['content'] & Sender;
}

/**
 * The order workflows on the Temporal Service. Every call ends within its deadline. In an outage it throws an error that
 * `isTemporalOutage` recognizes; an answer that is encrypted with an unknown key throws UnknownKeyError.
 */
export interface OrderWorkflows {
  /** Starts the order; EXISTS when its id was used within the retention of the Temporal Service. */
  start(order: OrderInput): Promise<'STARTED' | 'EXISTS'>;
  /** Sends the signal; GONE when no such workflow runs. */
  signal(orderId: string, signal: OrderSignal): Promise<'SENT' | 'GONE'>;
  /**
   * The workflow's snapshot. NO_ANSWER: no worker answered in time; GONE: no such workflow.
   * @param milliseconds how long to wait for a worker
   */
  status(orderId: string, milliseconds: number): Promise<OrderSnapshot | 'NO_ANSWER' | 'GONE'>;
  /** The order as it was placed, from the first event of its workflow; null when there is none. */
  placed(orderId: string): Promise<OrderSnapshot | null>;
}

/** The order workflows of one namespace. */
export class TemporalOrderWorkflows implements OrderWorkflows {
  readonly #client: Client;
  readonly #encryption: PayloadEncryption;
  readonly #attributes: OrderAttributes;
  readonly #log: Pick<Log, 'info'>;

  constructor(client: Client, encryption: PayloadEncryption, log: Pick<Log, 'info'>) {
    this.#client = client;
    this.#encryption = encryption;
    this.#attributes = new OrderAttributes(encryption.isOn);
    this.#log = log;
  }

  async start(order: OrderInput): Promise<'STARTED' | 'EXISTS'> {
    const typedSearchAttributes = this.#attributes.of(order);
    try {
      await this.#client.workflow.start(ORDER_WORKFLOW, {
        workflowId: workflowIdOf(order.id),
        taskQueue: 'orders',
        args: [order],
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        ...(typedSearchAttributes.length > 0 && { typedSearchAttributes }),
      });
      this.#log.info({ orderId: order.id }, 'An order was placed');
      return 'STARTED';
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'EXISTS';
      if (this.#attributes.learnFrom(error, typedSearchAttributes)) return this.start(order);
      throw error;
    }
  }

  async signal(orderId: string, { name, payload }: OrderSignal): Promise<'SENT' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      await handle.signal(name, payload);
      this.#log.info(
        { orderId, request: name, requestId: payload.requestId },
        'A request was sent to an order',
      );
      return 'SENT';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      throw error;
    }
  }

  async status(orderId: string, milliseconds: number): Promise<OrderSnapshot | 'NO_ANSWER' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      return (await within(milliseconds, handle.query<OrderSnapshot>(STATUS_QUERY))) ?? 'NO_ANSWER';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      if (isTemporalDeadline(error)) return 'NO_ANSWER';
      if (error instanceof UnknownKeyError || isTemporalOutage(error)) throw error;
      // The query failed, but the workflow may be fine; one that was started with an invalid order never answers.
      return (await this.placed(orderId)) ? 'NO_ANSWER' : 'GONE';
    }
  }

  async placed(orderId: string): Promise<OrderSnapshot | null> {
    const { workflowService, options } = this.#client.workflow;
    const workflowId = workflowIdOf(orderId);
    try {
      const { history } = await workflowService.getWorkflowExecutionHistory({
        namespace: options.namespace,
        execution: { workflowId },
        maximumPageSize: 1,
      });
      const first = history?.events?.[0];
      const payload = first?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
      const { seconds, nanos } = first?.eventTime ?? {};
      const startedAt = new Date(Number(seconds ?? 0) * 1_000 + (nanos ?? 0) / 1e6);
      if (!payload) return null;
      const context = { type: 'workflow', namespace: options.namespace, workflowId } as const;
      const [input] = await this.#encryption.decode([payload], context);
      return input ? placedIn(input, orderId, startedAt) : null;
    } catch (error) {
      if (isNotFound(error) && !isTemporalOutage(error)) return null;
      throw error;
    }
  }
}

/** The workflow may have been started with any input: an invalid order, or one with another id, counts as no order. */
function placedIn(payload: Payload, orderId: string, startedAt: Date): OrderSnapshot | null {
  const parsed = parseOrder(readPayload(payload));
  if (!('order' in parsed) || parsed.order.id !== orderId) return null;
  return placedOrder(parsed.order, placedAtOf(parsed.order.placedAt, startedAt));
}

function readPayload(payload: Payload): unknown {
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch {
    return null;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error as { readonly code?: unknown }).code === statusCodes.NOT_FOUND;
}
