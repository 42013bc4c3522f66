import type { Money } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import type { InvoiceAmounts } from '../../schema/domain/order-snapshot.js';

/** What the GraphQL type `InvoiceAmounts` is resolved from. */
export type AmountsValue = Readonly<Record<keyof InvoiceAmounts, Money>>;

export function amountsValue({ subtotal, tax, shipping, total }: InvoiceAmounts): AmountsValue {
  return { subtotal: money(subtotal), tax: money(tax), shipping: money(shipping), total: money(total) };
}
