import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { TrackingEvent as TrackingEventValue } from '../../schema/domain/tracking-event.js';
import { TrackingEvent } from '../../schema/graphql/shipment.js';

/** The field of `TrackingEvent` that is stored under another name. */
@Resolver(() => TrackingEvent)
export class TrackingEventFields {
  @FieldResolver()
  place(@Root() { location }: TrackingEventValue): string | null {
    return location;
  }
}
