import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { OrderStatus as OrderStatusName } from '../domain/order-status.js';
import type { ShipmentStatus as ShipmentStatusName } from '../domain/shipment-status.js';
import type { TrackingEventType as TrackingEventTypeName } from '../domain/tracking-event.js';
import { MAX_TRACKING_EVENTS } from '../domain/tracking-event.js';
import { MAX_ITEMS } from '../domain/validate-order.js';
import { TrackingEventType } from './enums.js';
import { Costs } from './field-costs.js';
import { MAX_FULFILLMENTS } from './list-sizes.js';
import { RequestInput } from './request-input.js';
import { DateTime } from './scalars.js';
import { DeliveryWindow } from './shipment.js';
import { OrderStatus, ShipmentStatus } from './status-enums.js';

/*
 * What a tracking link shows: types of its own, so that nothing that is added to an order or a shipment is shown by a link
 * until somebody decides it. No prices, names of people, addresses, notes or ids.
 */

@ObjectType({ description: 'Some units of one product in a parcel.' })
export class TrackedItem {
  @Field(() => String, { nullable: true, description: 'The product’s name, if it is known.' })
  readonly name!: string | null;

  @Field(() => Int, { description: 'How many units.' })
  readonly quantity!: number;
}

@ObjectType({ description: 'Something that happened to a parcel on its way.' })
export class TrackedEvent {
  @Field(() => TrackingEventType, { description: 'What happened.' })
  readonly type!: TrackingEventTypeName;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where it happened. Null when that is not known, when it is near the door, and when the text contains a part of ' +
      'the delivery address.',
  })
  readonly place!: string | null;
}

@ObjectType({ description: 'What one warehouse sends of an order, as its tracking link shows it.' })
export class TrackedParcel {
  @Field(() => Int, { description: 'Its number within the order: 1, 2, 3 …' })
  readonly number!: number;

  @Field(() => ShipmentStatus, { description: 'Where the parcel is; PENDING until a courier is booked.' })
  readonly status!: ShipmentStatusName;

  @Field(() => String, { nullable: true, description: 'The carrier; null before it is booked.' })
  readonly carrier!: string | null;

  @Field(() => DeliveryWindow, {
    nullable: true,
    description: 'When the courier promises to arrive; null before it is booked.',
  })
  readonly deliveryWindow!: DeliveryWindow | null;

  @Field(() => Boolean, {
    description: 'Whether the delivery window has passed and the parcel has not arrived.',
  })
  readonly isLate!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the courier picked it up; null before that.' })
  readonly dispatchedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it arrived; null before that.' })
  readonly deliveredAt!: string | null;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [TrackedItem], { description: 'What is in it.' })
  readonly items!: readonly TrackedItem[];

  @Costs({ maxSize: MAX_TRACKING_EVENTS })
  @Field(() => [TrackedEvent], { description: 'What happened on its way, oldest first; at most 100.' })
  readonly events!: readonly TrackedEvent[];
}

@ObjectType({ description: 'An order as its tracking link shows it.' })
export class TrackedOrder {
  @Field(() => OrderStatus, { description: 'Where the order is in its life.' })
  readonly status!: OrderStatusName;

  @Field(() => Int, {
    description:
      'Grows with every change: of two answers, the one with the higher revision is newer. Gaps mean nothing.',
  })
  readonly revision!: number;

  @Field(() => DateTime, { description: 'When the order was placed.' })
  readonly placedAt!: string;

  @Field(() => DateTime, { description: 'When the order or any part of it last changed.' })
  readonly updatedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the order was closed; null while it is open. Nothing more happens to a closed order, and trackingUpdated ' +
      'completes.',
  })
  readonly closedAt!: string | null;

  @Costs({ maxSize: MAX_FULFILLMENTS })
  @Field(() => [TrackedParcel], {
    description: 'One for each warehouse that sends a part. Empty before items are reserved.',
  })
  readonly parcels!: readonly TrackedParcel[];
}

@ObjectType({ description: 'A link with which anybody can follow one order without an account.' })
export class TrackingLink {
  @Field(() => String, {
    description:
      'A signed token. The web app shows the order at /track/ followed by the token. As the bearer token of a request ' +
      'or a socket, it gives the role TRACKING.',
  })
  readonly token!: string;

  @Field(() => DateTime, { description: 'When it expires, unless it is revoked before that.' })
  readonly expiresAt!: Date;
}

@InputType({ description: 'An order to share.' })
export class OrderTrackingLinkInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;
}

@InputType({ description: 'An order to stop sharing.' })
export class OrderTrackingLinkRevokeInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;
}
