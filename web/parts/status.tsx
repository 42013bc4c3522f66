import type { FulfillmentStatus, OrderStatus, ShipmentStatus } from '../generated/graphql.js';

export type Tone = 'idle' | 'move' | 'done' | 'wait' | 'bad';

interface Meaning {
  readonly text: string;
  readonly tone: Tone;
}

const ofOrder: Record<OrderStatus, Meaning> = {
  PENDING: { text: 'Received', tone: 'move' },
  PROCESSING: { text: 'In progress', tone: 'move' },
  CUSTOMER_ACTION_REQUIRED: { text: 'Needs an answer', tone: 'wait' },
  COMPLETED: { text: 'Delivered', tone: 'done' },
  PARTIALLY_COMPLETED: { text: 'Partly delivered', tone: 'wait' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
  TIMED_OUT: { text: 'Timed out', tone: 'bad' },
};

const ofFulfillment: Record<FulfillmentStatus, Meaning> = {
  UNAVAILABLE: { text: 'Not available', tone: 'wait' },
  PENDING: { text: 'Reserved', tone: 'move' },
  PROCESSING: { text: 'In progress', tone: 'move' },
  COMPLETED: { text: 'Delivered', tone: 'done' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
  FAILED: { text: 'Failed', tone: 'bad' },
};

const ofShipment: Record<ShipmentStatus, Meaning> = {
  PENDING: { text: 'Being booked', tone: 'move' },
  BOOKED: { text: 'To pick up', tone: 'wait' },
  DISPATCHED: { text: 'Under way', tone: 'move' },
  DELIVERED: { text: 'Delivered', tone: 'done' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
  FAILED: { text: 'Lost or returned', tone: 'bad' },
};

/** What a status is called on every page. */
export function orderStatusText(status: OrderStatus): string {
  return ofOrder[status].text;
}

export function shipmentStatusText(status: ShipmentStatus): string {
  return ofShipment[status].text;
}

function Chip({ text, tone }: Meaning) {
  return (
    <span className="status" data-tone={tone}>
      {text}
    </span>
  );
}

export function OrderStatusChip({ status }: { readonly status: OrderStatus }) {
  return <Chip {...ofOrder[status]} />;
}

export function FulfillmentStatusChip({ status }: { readonly status: FulfillmentStatus }) {
  return <Chip {...ofFulfillment[status]} />;
}

export function ShipmentStatusChip({ status }: { readonly status: ShipmentStatus }) {
  return <Chip {...ofShipment[status]} />;
}
