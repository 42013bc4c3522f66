import { MAX_UNIT_PRICE } from './bounds.js';
import type { InvoiceAmounts, OrderItem } from './order-snapshot.js';

/** Sales tax in hundredths of a percent: 8.25 %. */
const TAX_BASIS_POINTS = 825;

/** Shipping in minor units: a base price, a price for each further unit, and a maximum. */
const SHIPPING_BASE = 599;
const SHIPPING_PER_UNIT = 100;
const SHIPPING_CEILING = 4_999;

/** The invoice of one fulfillment, in whole minor units. Tax is on the items, not on shipping. */
export function invoiceFor(items: readonly OrderItem[]): InvoiceAmounts {
  const subtotal = items.reduce((sum, item) => sum + (item.unitPrice ?? 0) * item.quantity, 0);
  const units = items.reduce((sum, item) => sum + item.quantity, 0);
  const tax = Math.round((subtotal * TAX_BASIS_POINTS) / 10_000);
  const shipping = Math.min(SHIPPING_BASE + SHIPPING_PER_UNIT * (units - 1), SHIPPING_CEILING);
  return { subtotal, tax, shipping, total: subtotal + tax + shipping };
}

/** What several invoices amount to. */
export function sumOfInvoices(invoices: readonly InvoiceAmounts[]): InvoiceAmounts {
  const sum = (part: keyof InvoiceAmounts) => invoices.reduce((total, invoice) => total + invoice[part], 0);
  return { subtotal: sum('subtotal'), tax: sum('tax'), shipping: sum('shipping'), total: sum('total') };
}

/** What is wrong with the prices of the items, or null. */
export function priceProblem(items: readonly OrderItem[]): string | null {
  const isPrice = (price: number) => Number.isInteger(price) && price >= 0 && price <= MAX_UNIT_PRICE;
  const wrong = items.find(({ unitPrice }) => unitPrice !== null && !isPrice(unitPrice));
  return wrong ? `The price of ${wrong.sku} is not a whole number from 0 to ${MAX_UNIT_PRICE}` : null;
}
