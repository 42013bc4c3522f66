import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { shipmentKeyOf } from '../../schema/contract/node-ids.js';
import type { UpdateShipmentSignal } from '../../schema/contract/order-workflow.js';
import type { DeliveryWindow } from '../../schema/domain/delivery-window.js';
import { windowProblem } from '../../schema/domain/delivery-window.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { ONE_ESTIMATE } from '../../schema/domain/requests.js';
import { cleanText, MAX_ID_LENGTH } from '../../schema/domain/text.js';
import {
  ShipmentAssignPayload,
  ShipmentDeliverPayload,
  ShipmentDispatchPayload,
  ShipmentEventCreatePayload,
  ShipmentFailPayload,
} from '../../schema/graphql/payloads.js';
import type { DeliveryWindowInput } from '../../schema/graphql/shipment-inputs.js';
import {
  ShipmentAssignInput,
  ShipmentDeliverInput,
  ShipmentDispatchInput,
  ShipmentEventCreateInput,
  ShipmentFailInput,
} from '../../schema/graphql/shipment-inputs.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import type { Deed } from '../auth/actor-for.js';
import { actorFor } from '../auth/actor-for.js';
import { maySeeShipment, shipmentReachOf } from '../auth/permissions.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { shipmentRecords } from '../store/shipment-record.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { requiredTextErrors, textErrors, timeErrors } from './input-errors.js';
import { requestIdErrors } from './request-id.js';
import { requestPayload } from './request-payload.js';

interface ShipmentPayloadValue {
  readonly shipment: ShipmentRecord | null;
  readonly requestId: string | null;
  readonly pending: boolean;
  readonly userErrors: readonly InputError<keyof typeof UserErrorCode>[];
}

/** A request about a shipment, without the shipment and the sender. */
type Update = Omit<UpdateShipmentSignal, 'shipmentId' | 'actor' | 'requestId'>;

/** Assigning shipments, and the reports of couriers. */
@Resolver()
export class ShipmentMutations {
  @Mutation(() => ShipmentAssignPayload, {
    nullable: true,
    description:
      'Assigns a shipment to a courier, or to nobody, until it is picked up. While it is assigned, no other courier ' +
      'sees or moves it.',
  })
  async shipmentAssign(
    @Arg('input', () => ShipmentAssignInput, { description: 'The shipment, the courier, and the request.' })
    input: ShipmentAssignInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    const courierId = input.courierId ?? null;
    return update(
      context,
      input,
      courierErrors(courierId),
      { action: 'ASSIGN', courierId },
      { deed: 'ASSIGN' },
    );
  }

  @Mutation(() => ShipmentDispatchPayload, {
    nullable: true,
    description: 'Reports that the courier has picked up the shipment.',
  })
  async shipmentDispatch(
    @Arg('input', () => ShipmentDispatchInput, { description: 'The shipment, and the request.' })
    input: ShipmentDispatchInput,
    @Ctx() context: RequestContext,
  ): Promise<ShipmentPayloadValue> {
    return update(context, input, [], { action: 'DISPATCH' });
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
    return update(context, input, [], { action: 'DELIVER' });
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
    return update(context, input, errors, { action: 'FAIL', reason: input.reason });
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
    const { type, at, place, note, estimatedDelivery, deliveryWindow } = input;
    const errors = [
      ...textErrors('place', 'The place', place),
      ...textErrors('note', 'The note', note),
      ...timeErrors('at', 'The time', at),
      ...timeErrors('estimatedDelivery', 'The estimate', estimatedDelivery),
      ...windowErrors(input),
    ];
    const content = {
      action: 'TRACK',
      type,
      ...(at ? { at: at.toISOString() } : {}),
      ...(place ? { location: place } : {}),
      ...(note ? { note } : {}),
      ...(estimatedDelivery ? { estimatedDelivery: estimatedDelivery.toISOString() } : {}),
      ...(deliveryWindow ? { deliveryWindow: isoWindow(deliveryWindow) } : {}),
    } as const;
    return update(context, input, errors, content, { judgedField: 'deliveryWindow' });
  }
}

async function update(
  context: RequestContext,
  input: { readonly id: string; readonly requestId?: string | null },
  errors: readonly InputError<'INVALID'>[],
  content: Update,
  { deed = 'CARRY', judgedField }: { readonly deed?: Deed; readonly judgedField?: string } = {},
): Promise<ShipmentPayloadValue> {
  const { caller } = context;
  const { orderId, shipmentId } = shipmentKeyOf(input.id) ?? { orderId: null, shipmentId: input.id };
  const visibleIn = (order: OrderSnapshot) =>
    shipmentRecords(order).find((record) => record.id === shipmentId && maySeeShipment(caller, record));
  const { order, ...payload } = await requestPayload(context, {
    subject: 'shipment',
    orderId,
    input,
    errors: [...requestIdErrors(input.requestId), ...errors],
    ...(judgedField !== undefined && { judgedField }),
    message: { name: 'updateShipment', content: { ...content, shipmentId } },
    maySee: (order) => visibleIn(order) !== undefined,
    seesAll: shipmentReachOf(caller).of === 'ALL',
    actorFor: ({ customerId }) => actorFor(caller, deed, customerId),
  });
  return { ...payload, shipment: (order && visibleIn(order)) ?? null };
}

/** Only its form: the order judges by its clock whether it has passed, unless it has accepted the report before. */
function windowErrors({
  deliveryWindow,
  estimatedDelivery,
}: ShipmentEventCreateInput): InputError<'INVALID'>[] {
  if (!deliveryWindow) return [];
  const field = ['input', 'deliveryWindow'];
  if (estimatedDelivery) return [{ code: 'INVALID', message: ONE_ESTIMATE, field }];
  const problem = windowProblem(isoWindow(deliveryWindow));
  return problem === null ? [] : [{ code: 'INVALID', message: `The delivery window ${problem}`, field }];
}

function isoWindow({ from, until }: DeliveryWindowInput): DeliveryWindow {
  return { from: from.toISOString(), until: until.toISOString() };
}

/** With an id that no token can have, no courier could ever move the shipment. */
function courierErrors(courierId: string | null): InputError<'INVALID'>[] {
  if (courierId === null) return [];
  const errors = requiredTextErrors('courierId', 'The courier’s id', courierId, MAX_ID_LENGTH);
  if (errors.length > 0 || cleanText(courierId.trim()) === courierId) return errors;
  const message = 'The courier’s id must not contain control characters, nor begin or end with white space';
  return [{ code: 'INVALID', message, field: ['input', 'courierId'] }];
}
