import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { shipmentKeyOf } from '../../schema/contract/node-ids.js';
import type { UpdateShipmentSignal } from '../../schema/contract/order-workflow.js';
import {
  ShipmentDeliverPayload,
  ShipmentDispatchPayload,
  ShipmentEventCreatePayload,
  ShipmentFailPayload,
} from '../../schema/graphql/payloads.js';
import {
  ShipmentDeliverInput,
  ShipmentDispatchInput,
  ShipmentEventCreateInput,
  ShipmentFailInput,
} from '../../schema/graphql/shipment-inputs.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import { actorFor } from '../auth/actor-for.js';
import { maySeeShipment } from '../auth/permissions.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { shipmentRecords } from '../store/shipment-record.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { requestIdErrors, requiredTextErrors, textErrors, timeErrors } from './input-errors.js';
import { requestPayload } from './request-payload.js';

interface ShipmentPayloadValue {
  readonly shipment: ShipmentRecord | null;
  readonly requestId: string | null;
  readonly pending: boolean;
  readonly userErrors: readonly InputError<keyof typeof UserErrorCode>[];
}

/** A courier's report, without the shipment and the sender. */
type Report = Omit<UpdateShipmentSignal, 'shipmentId' | 'actor' | 'requestId'>;

@Resolver()
export class ShipmentMutations {
  @Mutation(() => ShipmentDispatchPayload, {
    nullable: true,
    description: 'Reports that the courier has picked up the shipment.',
  })
  async shipmentDispatch(
    @Arg('input', () => ShipmentDispatchInput, { description: 'The shipment, and the request.' })
    input: ShipmentDispatchInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    return report(context, input, [], { action: 'DISPATCH' });
  }

  @Mutation(() => ShipmentDeliverPayload, {
    nullable: true,
    description: 'Reports that the shipment has arrived.',
  })
  async shipmentDeliver(
    @Arg('input', () => ShipmentDeliverInput, { description: 'The shipment, and the request.' })
    input: ShipmentDeliverInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    return report(context, input, [], { action: 'DELIVER' });
  }

  @Mutation(() => ShipmentFailPayload, {
    nullable: true,
    description: 'Reports that the shipment was lost, damaged or sent back. Its charge is refunded.',
  })
  async shipmentFail(
    @Arg('input', () => ShipmentFailInput, { description: 'The shipment, and what happened.' })
    input: ShipmentFailInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    const errors = requiredTextErrors('reason', 'The reason', input.reason);
    return report(context, input, errors, { action: 'FAIL', reason: input.reason });
  }

  @Mutation(() => ShipmentEventCreatePayload, {
    nullable: true,
    description: 'Adds a tracking event to a shipment that is dispatched, or booked (DELAYED only).',
  })
  async shipmentEventCreate(
    @Arg('input', () => ShipmentEventCreateInput, { description: 'The shipment, and what happened.' })
    input: ShipmentEventCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    const { type, at, place, note, estimatedDelivery } = input;
    const errors = [
      ...textErrors('place', 'The place', place),
      ...textErrors('note', 'The note', note),
      ...timeErrors('at', 'The time', at),
      ...timeErrors('estimatedDelivery', 'The estimate', estimatedDelivery),
    ];
    return report(context, input, errors, {
      action: 'TRACK',
      type,
      ...(at ? { at: at.toISOString() } : {}),
      ...(place ? { location: place } : {}),
      ...(note ? { note } : {}),
      ...(estimatedDelivery ? { estimatedDelivery: estimatedDelivery.toISOString() } : {}),
    });
  }
}

async function report(
  context: RequestContext,
  input: { readonly id: string; readonly requestId?: string | null },
  errors: readonly InputError<'INVALID'>[],
  content: Report,
): Promise<ShipmentPayloadValue> {
  const { caller } = context;
  const { orderId, shipmentId } = shipmentKeyOf(input.id) ?? { orderId: null, shipmentId: input.id };
  const { order, ...payload } = await requestPayload(context, {
    subject: 'shipment',
    orderId,
    input,
    errors: [...requestIdErrors(input.requestId), ...errors],
    message: { name: 'updateShipment', content: { ...content, shipmentId } },
    maySee: (order) => maySeeShipment(caller, order),
    actorFor: ({ customerId }) => actorFor(caller, 'CARRY', customerId),
  });
  const shipment = order && shipmentRecords(order).find(({ id }) => id === shipmentId);
  return { ...payload, shipment: shipment ?? null };
}
