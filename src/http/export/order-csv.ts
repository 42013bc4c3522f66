import { CURRENCY } from '../../../schema/domain/money.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { totalCharged, totalRefunded } from '../../resolvers/order-totals.js';
import { csvLine } from './csv.js';

type Cell = string | number | null;

/** The columns of an export by their heads. Times are ISO 8601 in UTC, amounts are in the currency beside them. */
const columns = {
  order: ({ id }) => id,
  customer: ({ customerId }) => customerId,
  status: ({ status }) => status,
  placed: ({ placedAt }) => placedAt,
  updated: ({ updatedAt }) => updatedAt,
  closed: ({ closedAt }) => closedAt,
  items: ({ items }) => items.map(({ quantity, name, sku }) => `${quantity} × ${name ?? sku}`).join(', '),
  units: ({ items }) => items.reduce((sum, { quantity }) => sum + quantity, 0),
  recipient: ({ deliveryAddress }) => deliveryAddress?.name ?? null,
  city: ({ deliveryAddress }) => deliveryAddress?.city ?? null,
  country: ({ deliveryAddress }) => deliveryAddress?.country ?? null,
  tracking: ({ fulfillments }) =>
    fulfillments.flatMap(({ shipment }) => shipment?.trackingNumber ?? []).join(' '),
  charged: (order) => inUnits(totalCharged(order)),
  refunded: (order) => inUnits(totalRefunded(order)),
  currency: () => CURRENCY,
} as const satisfies Readonly<Record<string, (order: OrderSnapshot) => Cell>>;

/** The first line of an export. The mark before it tells spreadsheets that the file is UTF-8. */
export const CSV_HEAD = `\ufeff${csvLine(Object.keys(columns))}`;

export function orderLine(order: OrderSnapshot): string {
  return csvLine(Object.values(columns).map((read) => read(order)));
}

/** A line that says something instead of an order. */
export function noteLine(note: string): string {
  return csvLine(Object.keys(columns).map((_, index) => (index === 0 ? note : null)));
}

const DIGITS = new Intl.NumberFormat('en', { style: 'currency', currency: CURRENCY }).resolvedOptions()
  .maximumFractionDigits;

function inUnits(amount: number): string {
  return (amount / 10 ** (DIGITS ?? 2)).toFixed(DIGITS);
}
