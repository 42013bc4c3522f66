import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { orderIdOfShipment } from '../../schema/contract/ids.js';
import type { UpdateShipmentSignal } from '../../schema/contract/order-workflow.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { parseShipmentUpdate } from '../../schema/domain/requests.js';
import { ShipmentPayload } from '../../schema/graphql/payloads.js';
import {
  ShipmentActionInput,
  ShipmentEventInput,
  ShipmentFailInput,
} from '../../schema/graphql/shipment-inputs.js';
import type { ShipmentErrorCode } from '../../schema/graphql/user-errors.js';
import { actorFor } from '../auth/actor-for.js';
import { maySeeShipment } from '../auth/permissions.js';
import type { RequestContext } from '../graphql/context.js';
import { findOrder } from '../orders/known-order.js';
import type { RequestResult } from '../orders/request-order.js';
import { requestOrder } from '../orders/request-order.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { shipmentRecords } from '../store/shipment-record.js';
import type { InputFault } from './input-faults.js';
import { idFaults, requestIdFaults, requiredTextFaults, textFaults, timeFaults } from './input-faults.js';

interface ShipmentPayloadValue {
  readonly shipment: ShipmentRecord | null;
  readonly requestId: string | null;
  readonly pending: boolean;
  readonly userErrors: readonly InputFault<keyof typeof ShipmentErrorCode>[];
}

/** What the signal says, beside who sends it. */
type Update = Omit<UpdateShipmentSignal, 'shipmentId' | 'actor' | 'requestId'>;

/** What the courier tells of a shipment. */
@Resolver()
export class ShipmentMutations {
  @Mutation(() => ShipmentPayload, { description: 'The courier has picked the shipment up.' })
  async shipmentDispatch(
    @Arg('input', () => ShipmentActionInput, { description: 'The shipment, and the request.' })
    input: ShipmentActionInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    return tell(context, input, requestIdFaults(input.requestId), { action: 'DISPATCH' });
  }

  @Mutation(() => ShipmentPayload, { description: 'The shipment has arrived.' })
  async shipmentDeliver(
    @Arg('input', () => ShipmentActionInput, { description: 'The shipment, and the request.' })
    input: ShipmentActionInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    return tell(context, input, requestIdFaults(input.requestId), { action: 'DELIVER' });
  }

  @Mutation(() => ShipmentPayload, {
    description: 'The shipment was lost, damaged or sent back: it ends here, and its charge is refunded.',
  })
  async shipmentFail(
    @Arg('input', () => ShipmentFailInput, { description: 'The shipment, and what happened.' })
    input: ShipmentFailInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    const faults = [
      ...requestIdFaults(input.requestId),
      ...requiredTextFaults('reason', 'The reason', input.reason),
    ];
    return tell(context, input, faults, { action: 'FAIL', reason: input.reason });
  }

  @Mutation(() => ShipmentPayload, {
    description: 'Adds a tracking event to a shipment that is booked (DELAYED only) or dispatched.',
  })
  async shipmentEventCreate(
    @Arg('input', () => ShipmentEventInput, { description: 'The shipment, and what happened.' })
    input: ShipmentEventInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    const { type, at, location, note, estimatedDelivery } = input;
    const faults = [
      ...requestIdFaults(input.requestId),
      ...textFaults('location', 'The location', location),
      ...textFaults('note', 'The note', note),
      ...timeFaults('at', 'The time', at),
      ...timeFaults('estimatedDelivery', 'The estimate', estimatedDelivery),
    ];
    return tell(context, input, faults, {
      action: 'TRACK',
      type,
      ...(at ? { at: at.toISOString() } : {}),
      ...(location ? { location } : {}),
      ...(note ? { note } : {}),
      ...(estimatedDelivery ? { estimatedDelivery: estimatedDelivery.toISOString() } : {}),
    });
  }
}

async function tell(
  context: RequestContext,
  input: { readonly id: string; readonly requestId?: string | null },
  faults: readonly InputFault<'INVALID'>[],
  update: Update,
): Promise<ShipmentPayloadValue> {
  const shipmentId = input.id;
  const requestId = input.requestId?.trim() || randomUUID();
  const orderId = orderIdOfShipment(shipmentId);
  // A shipment's id is an order's with something before it: it may be so much longer, and no less clean.
  const wrongId = idFaults('The id', orderId ?? shipmentId);
  if (wrongId.length > 0) {
    return { shipment: null, requestId, pending: false, userErrors: [...wrongId, ...faults] };
  }
  if (orderId === null) return notFound(requestId);
  // Registered before the row is read and the signal is sent: nothing in between is missed.
  using wait = context.feed.waitForOrder(orderId);
  const known = await findOrder(context, orderId);
  if (!known || !maySeeShipment(context.caller, known.order)) return notFound(requestId);
  if (known.stored && !shipmentIn(known.order, shipmentId)) return notFound(requestId);
  if (faults.length > 0) {
    return { shipment: shipmentIn(known.order, shipmentId), requestId, pending: false, userErrors: faults };
  }
  const actor = actorFor(context.caller, 'CARRY', known.order.customerId);
  const payload = { ...update, shipmentId, actor, requestId };
  const parsed = parseShipmentUpdate(payload);
  if (!('body' in parsed)) throw new Error(`A signal made here is refused: ${parsed.problem}`);
  const request = {
    orderId,
    requestId,
    actor: parsed.actor,
    body: parsed.body,
    signal: { name: 'updateShipment', payload },
  } as const;
  return payloadOf(shipmentId, requestId, await requestOrder(context, request, known, wait));
}

function payloadOf(shipmentId: string, requestId: string, result: RequestResult): ShipmentPayloadValue {
  const { kind, order } = result;
  const shipment = shipmentIn(order, shipmentId);
  switch (kind) {
    case 'ACCEPTED':
      return { shipment, requestId, pending: false, userErrors: [] };
    case 'PENDING':
      return { shipment, requestId, pending: true, userErrors: [] };
    case 'REFUSED': {
      const { code, message } = result.refusal;
      const field = code === 'REQUEST_ID_TAKEN' ? ['input', 'requestId'] : ['input', 'id'];
      return { shipment, requestId, pending: false, userErrors: [{ code, message, field }] };
    }
    default:
      return kind satisfies never;
  }
}

function shipmentIn(order: OrderSnapshot, shipmentId: string): ShipmentRecord | null {
  return shipmentRecords(order).find(({ id }) => id === shipmentId) ?? null;
}

function notFound(requestId: string): ShipmentPayloadValue {
  const error = { code: 'NOT_FOUND', message: 'There is no such shipment', field: ['input', 'id'] } as const;
  return { shipment: null, requestId, pending: false, userErrors: [error] };
}
