import { Field, ID, InputType } from 'type-graphql';
import type { ReportableTrackingEventType } from '../domain/tracking-event.js';
import { TrackingEventInputType } from './enums.js';
import { RequestInput } from './request-input.js';
import { DateTime } from './scalars.js';

/** What every request to a shipment says. */
@InputType()
abstract class ShipmentRequestInput extends RequestInput {
  @Field(() => ID, { description: 'The shipment.' })
  readonly id!: string;
}

@InputType({ description: 'A shipment that the courier has picked up.' })
export class ShipmentDispatchInput extends ShipmentRequestInput {}

@InputType({ description: 'A shipment that has arrived.' })
export class ShipmentDeliverInput extends ShipmentRequestInput {}

@InputType({
  description: 'A shipment that will not arrive: lost, damaged or sent back. Its charge is refunded.',
})
export class ShipmentFailInput extends ShipmentRequestInput {
  @Field(() => String, { description: 'What happened; at most 500 characters.' })
  readonly reason!: string;
}

@InputType({ description: 'Where a shipment is, and what happened to it.' })
export class ShipmentEventCreateInput extends ShipmentRequestInput {
  @Field(() => TrackingEventInputType, { description: 'What happened.' })
  readonly type!: ReportableTrackingEventType;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happened, in the years 2000 to 2099; now when left out.',
  })
  readonly at?: Date | null;

  @Field(() => String, { nullable: true, description: 'Where it happened; at most 500 characters.' })
  readonly place?: string | null;

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
}
