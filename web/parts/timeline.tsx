import type { TimelineEvent } from '../client/use-order-events.js';
import type { OrderDetailsFragment, OrderEventType } from '../generated/graphql.js';
import { eventInWords } from './event-in-words.js';
import type { Tone } from './status-names.js';
import { Time } from './time.js';

const tones: Partial<Record<OrderEventType, Tone>> = {
  ITEMS_UNAVAILABLE: 'wait',
  ACTION_TIMED_OUT: 'bad',
  CANCEL_REQUESTED: 'wait',
  REQUEST_REFUSED: 'wait',
  PAYMENT_CHARGED: 'done',
  PAYMENT_DECLINED: 'bad',
  SHIPMENT_DISPATCHED: 'move',
  SHIPMENT_TRACKED: 'move',
  SHIPMENT_DELIVERED: 'done',
  SHIPMENT_FAILED: 'bad',
  ORDER_COMPLETED: 'done',
  ORDER_PARTIALLY_COMPLETED: 'wait',
  ORDER_FAILED: 'bad',
  ORDER_TIMED_OUT: 'bad',
};

const names = {
  CUSTOMER: 'customer',
  COURIER: 'courier',
  MANAGER: 'manager',
  OPERATOR: 'operator',
  SYSTEM: null,
} as const;

interface TimelineProps {
  readonly events: readonly TimelineEvent[];
  readonly order: OrderDetailsFragment;
}

/** Everything that happened to an order, the newest first. */
export function Timeline({ events, order }: TimelineProps) {
  return (
    <ol className="timeline" reversed>
      {events.toReversed().map((event) => {
        const name = names[event.actor.kind];
        return (
          <li key={event.sequence} data-tone={tones[event.type] ?? 'idle'}>
            <span className="mark" />
            <div>
              <p>{eventInWords(event, order)}</p>
              <p className="soft small number">
                <Time at={event.at} exact />
                {name !== null && `, ${name}`}
                {event.actor.actorId != null && name !== null && ` ${event.actor.actorId}`}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
