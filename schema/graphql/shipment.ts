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

  @Field(() => String, { nullable: true, description: 'Where it happened, as the courier says it.' })
  readonly place!: string | null;

  @Field(() => String, { nullable: true, description: 'What else the courier said of it.' })
  readonly note!: string | null;
}

@ObjectType({
  implements: Node,
  description: 'What a courier carries from one warehouse to the customer. Its field `order` leads back.',
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

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What is in it.' })
  readonly items!: readonly OrderItem[];

  @Field(() => Address, { nullable: true, description: 'Where it goes to, when the order says so.' })
  readonly deliveryAddress!: Address | null;

  @Field(() => String, { nullable: true, description: 'Who carries it; null before it is booked.' })
  readonly carrier!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The carrier’s number for it; null before it is booked.',
  })
  readonly trackingNumber!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it should arrive, as far as the courier knows.',
  })
  readonly estimatedDelivery!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the courier picked it up.' })
  readonly dispatchedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it arrived.' })
  readonly deliveredAt!: string | null;

  @Field(() => DateTime, {
    description: 'When the shipment came to be. Lists of shipments are in this order, the newest first.',
  })
  readonly createdAt!: string;

  @Field(() => DateTime, { description: 'When the shipment last changed.' })
  readonly updatedAt!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where this state is in the order of changes over all shipments: opaque, and the same as its cursor in a list ' +
      'sorted by CHANGED_ASC. Go on only from marks of such a list. Null for a state that is not stored as such: it ' +
      'has changed since, or only the order’s workflow could be asked.',
  })
  readonly changeMark!: string | null;

  @Costs({ maxSize: 3 })
  @Field(() => [ShipmentAction], {
    description: 'What the caller may do to it now, by its status and the caller’s role.',
  })
  readonly availableActions!: readonly ShipmentActionName[];

  @Costs({ maxSize: MAX_TRACKING_EVENTS })
  @Field(() => [TrackingEvent], { description: 'What happened on its way, oldest first; at most 100.' })
  readonly trackingEvents!: readonly TrackingEvent[];
}
