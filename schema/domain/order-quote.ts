import type { Allocation, StockOnHand } from './allocate-items.js';
import { allocateItems } from './allocate-items.js';
import { invoiceFor, sumOfInvoices } from './invoice.js';
import type { InvoiceAmounts, OrderItem } from './order-snapshot.js';

/** What an order would cost: the reservation's split over the warehouses, with the invoice of each. */
export interface OrderQuote {
  readonly fulfillments: readonly (Allocation<OrderItem> & { readonly amounts: InvoiceAmounts })[];
  readonly unavailable: readonly OrderItem[];
  readonly amounts: InvoiceAmounts;
}

export function quoteFor(items: readonly OrderItem[], stock: StockOnHand): OrderQuote {
  const { allocations, unavailable } = allocateItems(items, stock);
  const fulfillments = allocations.map((allocation) => ({
    ...allocation,
    amounts: invoiceFor(allocation.lines),
  }));
  return { fulfillments, unavailable, amounts: sumOfInvoices(fulfillments.map(({ amounts }) => amounts)) };
}
