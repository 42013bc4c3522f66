import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ShipmentAction as ShipmentActionName } from '../domain/order-rules.js';
import type { ShipmentStatus as ShipmentStatusName } from '../domain/shipment-status.js';
import type { TrackingEventType as TrackingEventTypeName } from '../domain/tracking-event.js';
import { MAX_TRACKING_EVENTS } from '../domain/tracking-event.js';
import { MAX_ITEMS } from '../domain/validate-order.js';
import { Address } from './address.js';
import { ShipmentAction, TrackingEventType } from './enums.js';
import { Costs } from './field-costs.js';
import { Location } from './location.js';
import { Node } from './node.js';
import { OrderItem } from './order-item.js';
import { DateTime } from './scalars.js';
import { ShipmentStatus } from './status-enums.js';

@ObjectType({ description: 'Something that happened to a shipment on its way.' })
export class TrackingEvent {
  @Field(() => TrackingEventType, { description: 'What happened.' })
  readonly type!: TrackingEventTypeName;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at!: string;

  @Field(() => String, { nullable: true, description: 'Where it happened, in the courier’s words.' })
  readonly place!: string | null;

  @Field(() => String, { nullable: true, description: 'The courier’s note.' })
  readonly note!: string | null;
}

@ObjectType({ description: 'The period in which a courier promises to arrive.' })
export class DeliveryWindow {
  @Field(() => DateTime, { description: 'Not earlier than this.' })
  readonly from!: string;

  @Field(() => DateTime, {
    description: 'Not later than this; the same as `from` when one moment was promised.',
  })
  readonly until!: string;
}

@ObjectType({
  implements: Node,
  description: 'What a courier carries from one warehouse to the customer.',
})
export class Shipment extends Node {
  @Field(() => ID, { description: 'The shipment’s own id.' })
  override readonly id!: string;

  @Field(() => ID, { description: 'The order it belongs to.' })
  readonly orderId!: string;

  @Field(() => Int, { description: 'Grows with every change of the shipment; gaps mean nothing.' })
  readonly revision!: number;

  @Field(() => ShipmentStatus, { description: 'Where the shipment is.' })
  readonly status!: ShipmentStatusName;

  @Field(() => Location, { description: 'The warehouse that it leaves from.' })
  readonly location!: Location;

  @Field(() => ID, {
    nullable: true,
    description:
      'The courier it is assigned to: the `sub` of its token. No other courier may move it. Null while it is assigned ' +
      'to nobody, and for everyone but managers, operators and that courier.',
  })
  readonly courierId!: string | null;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What is in it.' })
  readonly items!: readonly OrderItem[];

  @Field(() => Address, {
    nullable: true,
    description:
      'Where to deliver, if it was given. Null for a courier once the shipment is delivered, failed or cancelled.',
  })
  readonly deliveryAddress!: Address | null;

  @Field(() => String, { nullable: true, description: 'The carrier; null before it is booked.' })
  readonly carrier!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The carrier’s tracking number; null before it is booked.',
  })
  readonly trackingNumber!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The courier’s latest estimate of when it arrives: the end of `deliveryWindow`. Null before it is booked.',
  })
  readonly estimatedDelivery!: string | null;

  @Field(() => DeliveryWindow, {
    nullable: true,
    description:
      'When the courier promises to arrive; null before it is booked. The courier’s reports can change it.',
  })
  readonly deliveryWindow!: DeliveryWindow | null;

  @Field(() => Boolean, {
    description:
      'Whether the delivery window has passed and the shipment has not arrived. Set within about a minute, together ' +
      'with SHIPMENT_LATE in the timeline. False again with a new window, and once it is delivered, failed or ' +
      'cancelled.',
  })
  readonly isLate!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the courier picked it up; null before that.' })
  readonly dispatchedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it arrived; null before that.' })
  readonly deliveredAt!: string | null;

  @Field(() => DateTime, {
    description:
      'When the shipment was created. Lists of shipments are sorted by it by default, newest first.',
  })
  readonly createdAt!: string;

  @Field(() => DateTime, { description: 'When the shipment last changed.' })
  readonly updatedAt!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The position of this state in the sequence of changes to all shipments. Opaque; equal to its cursor in a list ' +
      'sorted by CHANGED_ASC. Continue only from marks of such a list. Null when this is not the stored state: it has ' +
      'changed since, or came from the order’s workflow.',
  })
  readonly changeMark!: string | null;

  @Costs({ maxSize: 3 })
  @Field(() => [ShipmentAction], {
    description: 'What the caller may do with it now, given its status and the caller’s role.',
  })
  readonly availableActions!: readonly ShipmentActionName[];

  @Costs({ maxSize: MAX_TRACKING_EVENTS })
  @Field(() => [TrackingEvent], { description: 'What happened on its way, oldest first; at most 100.' })
  readonly trackingEvents!: readonly TrackingEvent[];
}
