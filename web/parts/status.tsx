import type { OrderStatus, ShipmentStatus } from '../generated/graphql.js';
import type { Meaning } from './status-names.js';
import { orderMeaning, shipmentMeaning } from './status-names.js';

export function Chip({ text, tone }: Meaning) {
  return (
    <span className="status" data-tone={tone}>
      {text}
    </span>
  );
}

export function OrderStatusChip({ status }: { readonly status: OrderStatus }) {
  return <Chip {...orderMeaning(status)} />;
}

export function ShipmentStatusChip({ status }: { readonly status: ShipmentStatus }) {
  return <Chip {...shipmentMeaning(status)} />;
}
