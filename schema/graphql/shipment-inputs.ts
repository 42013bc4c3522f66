import { Field, ID, InputType } from 'type-graphql';
import type { ReportableTrackingEventType } from '../domain/tracking-event.js';
import { TrackingEventInputType } from './enums.js';
import { DateTime } from './scalars.js';

const requestId =
  'Chosen by the caller, so that a repeated request acts once and gets the same answer; made when left out.';
const shipmentId = 'The shipment.';

@InputType({ description: 'Something the courier did with a shipment.' })
export class ShipmentActionInput {
  @Field(() => ID, { description: shipmentId })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: requestId })
  readonly requestId?: string | null;
}

@InputType({
  description: 'A shipment that will not arrive: lost, damaged or sent back. Its charge is refunded.',
})
export class ShipmentFailInput {
  @Field(() => ID, { description: shipmentId })
  readonly id!: string;

  @Field(() => String, { description: 'What happened; at most 500 characters.' })
  readonly reason!: string;

  @Field(() => ID, { nullable: true, description: requestId })
  readonly requestId?: string | null;
}

@InputType({ description: 'Where a shipment is, and what happened to it.' })
export class ShipmentEventInput {
  @Field(() => ID, { description: shipmentId })
  readonly id!: string;

  @Field(() => TrackingEventInputType, { description: 'What happened.' })
  readonly type!: ReportableTrackingEventType;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happened, in the years 2000 to 2099; now when left out.',
  })
  readonly at?: Date | null;

  @Field(() => String, { nullable: true, description: 'Where it happened; at most 500 characters.' })
  readonly location?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What else there is to say of it; at most 500 characters.',
  })
  readonly note?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it should arrive, if that has changed, in the years 2000 to 2099. Ignored when a report of a later `at` has said it.',
  })
  readonly estimatedDelivery?: Date | null;

  @Field(() => ID, { nullable: true, description: requestId })
  readonly requestId?: string | null;
}
