import type { Client } from '@temporalio/client';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import { workflowIdOf } from '../../schema/contract/ids.js';
import { ORDER_WORKFLOW, STATUS_QUERY } from '../../schema/contract/order-workflow.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { placedOrder } from '../../schema/domain/placed-order.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import { within } from '../limits/time-limit.js';
import type { OrderSignal, OrderWorkflows } from './order-workflows.js';
import { isTemporalDeadline, isTemporalOutage, temporalUnavailable } from './outage.js';

/** The order workflows of one namespace. */
export class TemporalWorkflows implements OrderWorkflows {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async start(order: OrderInput): Promise<'STARTED' | 'EXISTS'> {
    try {
      await this.#client.workflow.start(ORDER_WORKFLOW, {
        workflowId: workflowIdOf(order.id),
        taskQueue: 'orders',
        args: [order],
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      });
      return 'STARTED';
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'EXISTS';
      throw faultOf(error);
    }
  }

  async signal(orderId: string, { name, payload }: OrderSignal): Promise<'SENT' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      await handle.signal(name, payload);
      return 'SENT';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      throw faultOf(error);
    }
  }

  async status(orderId: string, milliseconds: number): Promise<OrderSnapshot | 'NO_ANSWER' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      return (await within(milliseconds, handle.query<OrderSnapshot>(STATUS_QUERY))) ?? 'NO_ANSWER';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      if (isTemporalDeadline(error)) return 'NO_ANSWER';
      if (isTemporalOutage(error)) throw faultOf(error);
      // Whatever kept it from answering, the workflow is as it was; one that began as no order never answers.
      return (await this.placed(orderId)) ? 'NO_ANSWER' : 'GONE';
    }
  }

  async placed(orderId: string): Promise<OrderSnapshot | null> {
    const { workflowService, options } = this.#client.workflow;
    try {
      const { history } = await workflowService.getWorkflowExecutionHistory({
        namespace: options.namespace,
        execution: { workflowId: workflowIdOf(orderId) },
        maximumPageSize: 1,
      });
      const first = history?.events?.[0];
      const payload = first?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
      const startedAt = new Date(Number(first?.eventTime?.seconds ?? 0) * 1_000);
      return payload ? placedIn(payload, orderId, startedAt) : null;
    } catch (error) {
      if (isNotFound(error) && !isTemporalOutage(error)) return null;
      throw faultOf(error);
    }
  }
}

/** Anything may have started the workflow, with anything: what is no order of this id is none. */
function placedIn(payload: Payload, orderId: string, startedAt: Date): OrderSnapshot | null {
  const parsed = parseOrder(readPayload(payload));
  if (!('order' in parsed) || parsed.order.id !== orderId) return null;
  const said = new Date(parsed.order.placedAt ?? Number.NaN);
  const placedAt = Number.isNaN(said.getTime()) ? startedAt : said;
  return placedOrder(parsed.order, placedAt.toISOString());
}

function readPayload(payload: Payload): unknown {
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch {
    return null;
  }
}

const NOT_FOUND = 5;

function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error as { readonly code?: unknown }).code === NOT_FOUND;
}

function faultOf(error: unknown): unknown {
  return isTemporalOutage(error) ? temporalUnavailable(error) : error;
}
