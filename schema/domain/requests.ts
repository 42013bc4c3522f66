import type { Actor } from './actor.js';
import { actorOf } from './actor.js';
import type { DeliveryWindow } from './delivery-window.js';
import { windowProblem } from './delivery-window.js';
import { storedShipmentId } from './ids.js';
import { cleanText, MAX_ID_LENGTH } from './text.js';
import { timeProblem } from './time.js';
import type { ReportableTrackingEventType } from './tracking-event.js';
import { reportableTrackingEventTypes } from './tracking-event.js';

/** What is asked, without who asks: its fingerprint shows whether a known request id comes with the same request. */
export type RequestBody =
  | { readonly action: 'AMEND' }
  | { readonly action: 'CANCEL'; readonly reason: string | null }
  /** Null: it is nobody's again. */
  | { readonly action: 'ASSIGN'; readonly shipmentId: string; readonly courierId: string | null }
  | { readonly action: 'DISPATCH' | 'DELIVER'; readonly shipmentId: string }
  | { readonly action: 'FAIL'; readonly shipmentId: string; readonly reason: string }
  | {
      readonly action: 'TRACK';
      readonly shipmentId: string;
      readonly type: ReportableTrackingEventType;
      /** Null: when the workflow handles it. */
      readonly at: string | null;
      readonly location: string | null;
      readonly note: string | null;
      /** By when it arrives. */
      readonly estimatedDelivery: string | null;
      /** Only with a window, which ends with the estimate: bodies without one keep the fingerprint that they always had. */
      readonly estimatedFrom?: string;
    };

/** What a request can ask: AMEND and CANCEL of the order, the others of one of its shipments. */
export type RequestAction = RequestBody['action'];

/** A parsed signal, or what was wrong with it. */
export type ParsedRequest = {
  readonly actor: Actor;
  /** Null when the sender left it out; a repetition then acts again. */
  readonly requestId: string | null;
} & ({ readonly body: RequestBody } | { readonly problem: string });

const shipmentUpdates = [
  'ASSIGN',
  'DISPATCH',
  'DELIVER',
  'FAIL',
  'TRACK',
] as const satisfies readonly RequestAction[];

/** Parses an `amend` signal. Signals come from anywhere, so nothing about them is trusted. */
export function parseAmend(signal: unknown): ParsedRequest {
  return parse(signal, () => ({ action: 'AMEND' }));
}

export function parseCancel(signal: unknown): ParsedRequest {
  return parse(signal, (fields) => ({ action: 'CANCEL', reason: textOf(fields.reason) }));
}

export function parseShipmentUpdate(signal: unknown): ParsedRequest {
  return parse(signal, shipmentUpdateOf);
}

type Fields = Readonly<Record<string, unknown>>;

function parse(signal: unknown, bodyOf: (fields: Fields) => RequestBody | string): ParsedRequest {
  const fields = signal ?? {};
  if (typeof fields !== 'object' || Array.isArray(fields)) {
    return { actor: actorOf(null), requestId: null, problem: 'The signal must carry one object' };
  }
  const { actor, requestId } = fields as Fields;
  const sender = { actor: actorOf(actor), requestId: textOf(requestId, MAX_ID_LENGTH) };
  const body = bodyOf(fields as Fields);
  return typeof body === 'string' ? { ...sender, problem: body } : { ...sender, body };
}

function shipmentUpdateOf(fields: Fields): RequestBody | string {
  const action = shipmentUpdates.find((candidate) => candidate === fields.action);
  if (!action) return `The action must be one of ${shipmentUpdates.join(', ')}`;
  const { shipmentId: id } = fields;
  const shipmentId = typeof id === 'string' ? storedShipmentId(cleanText(id, MAX_ID_LENGTH + 16)) : '';
  if (shipmentId === '') return 'The shipmentId must be a text';
  switch (action) {
    case 'ASSIGN':
      return { action, shipmentId, courierId: textOf(fields.courierId, MAX_ID_LENGTH) };
    case 'DISPATCH':
    case 'DELIVER':
      return { action, shipmentId };
    case 'FAIL':
      return { action, shipmentId, reason: textOf(fields.reason) ?? 'No reason given' };
    case 'TRACK':
      return trackingOf(shipmentId, fields);
    default:
      return action satisfies never;
  }
}

function trackingOf(shipmentId: string, fields: Fields): RequestBody | string {
  const type = reportableTrackingEventTypes.find((candidate) => candidate === fields.type);
  if (!type) return `The type must be one of ${reportableTrackingEventTypes.join(', ')}`;
  for (const name of ['at', 'estimatedDelivery'] as const) {
    const problem = fields[name] === undefined || fields[name] === null ? null : timeProblem(fields[name]);
    if (problem !== null) return `The ${name} ${problem}`;
  }
  const estimate = estimateOf(fields);
  if (typeof estimate === 'string') return estimate;
  return {
    action: 'TRACK',
    shipmentId,
    type,
    at: timeOf(fields.at),
    location: textOf(fields.location),
    note: textOf(fields.note),
    ...estimate,
  };
}

type Estimate = Pick<
  Extract<RequestBody, { readonly action: 'TRACK' }>,
  'estimatedDelivery' | 'estimatedFrom'
>;

function estimateOf({ estimatedDelivery, deliveryWindow }: Fields): Estimate | string {
  if (deliveryWindow === undefined || deliveryWindow === null) {
    return { estimatedDelivery: timeOf(estimatedDelivery) };
  }
  if (estimatedDelivery !== undefined && estimatedDelivery !== null) return ONE_ESTIMATE;
  const problem = windowProblem(deliveryWindow);
  if (problem !== null) return `The deliveryWindow ${problem}`;
  const { from, until } = deliveryWindow as DeliveryWindow;
  return { estimatedDelivery: utc(until), estimatedFrom: utc(from) };
}

/** The refusal of a report with two estimates. */
export const ONE_ESTIMATE = 'A report takes estimatedDelivery or deliveryWindow, not both';

function textOf(value: unknown, maximum?: number): string | null {
  if (typeof value !== 'string') return null;
  const text = cleanText(value, maximum).trim();
  return text === '' ? null : text;
}

function timeOf(value: unknown): string | null {
  return typeof value === 'string' ? utc(value) : null;
}

function utc(time: string): string {
  return new Date(time).toISOString();
}
