import { Field, ID, InputType } from 'type-graphql';
import { MAX_DAYS_AHEAD, MAX_WINDOW_DAYS } from '../domain/delivery-window.js';
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

@InputType({ description: 'Who is to carry a shipment.' })
export class ShipmentAssignInput extends ShipmentRequestInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The courier: the `sub` of its token, at most 200 characters. Null or left out: the shipment is assigned to ' +
      'nobody.',
  })
  readonly courierId?: string | null;
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

@InputType({
  description:
    `When a courier promises to arrive: a window of at most ${MAX_WINDOW_DAYS} days. It must end after the report was made ` +
    `(its \`at\`, or now) and within ${MAX_DAYS_AHEAD} days of it.`,
})
export class DeliveryWindowInput {
  @Field(() => DateTime, { description: 'Not earlier than this.' })
  readonly from!: Date;

  @Field(() => DateTime, { description: 'Not later than this.' })
  readonly until!: Date;
}

@InputType({ description: 'A tracking event to add to a shipment.' })
export class ShipmentEventCreateInput extends ShipmentRequestInput {
  @Field(() => TrackingEventInputType, { description: 'What happened.' })
  readonly type!: ReportableTrackingEventType;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happened, in the years 2000 to 2099; now by default.',
  })
  readonly at?: Date | null;

  @Field(() => String, { nullable: true, description: 'Where it happened; at most 500 characters.' })
  readonly place?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Anything else to report; at most 500 characters.',
  })
  readonly note?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The new estimate as one moment, in the years 2000 to 2099. Ignored when a report with a later `at` has already ' +
      'given one. Once it has passed, the shipment is late.',
  })
  readonly estimatedDelivery?: Date | null;

  @Field(() => DeliveryWindowInput, {
    nullable: true,
    description:
      'The new estimate as a window, instead of `estimatedDelivery`. Forms should ask for it with DELAYED.',
  })
  readonly deliveryWindow?: DeliveryWindowInput | null;
}
