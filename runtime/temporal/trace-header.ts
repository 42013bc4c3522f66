import type { Headers, Payload } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import { TRACE_HEADER } from '../../schema/contract/order-workflow.js';
import { orderIdOfWorkflow } from '../../schema/domain/ids.js';
import type { SpanAttributes, TraceCarrier } from '../tracing/tracing.js';

/** The headers, naming the span as the cause of what follows. */
export function withTrace(headers: Headers, carrier: TraceCarrier | undefined): Headers {
  return carrier ? { ...headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(carrier) } : headers;
}

/** The attribute of a span that says which order the workflow is; none for other workflows. */
export function orderAttribute(workflowId = ''): SpanAttributes {
  const orderId = orderIdOfWorkflow(workflowId);
  return orderId === null ? {} : { 'order.id': orderId };
}

/** The span that a header names; anybody can send any header. */
export function carrierIn(header: Payload | undefined): TraceCarrier | undefined {
  try {
    const { traceparent } = defaultPayloadConverter.fromPayload<{ traceparent?: unknown }>(header as Payload);
    return typeof traceparent === 'string' ? { traceparent } : undefined;
  } catch {
    return undefined;
  }
}
