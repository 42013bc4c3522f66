import type { InvoiceAmounts, OrderItem } from '../domain/order-snapshot.js';
import type { DeclineCode } from '../domain/payment-status.js';

export interface ChargeFulfillmentRequest {
  readonly fulfillmentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly items: readonly OrderItem[];
}

/** An issued invoice. Amounts are in minor units. */
export interface Invoice extends InvoiceAmounts {
  readonly invoiceReference: string;
}

export type ChargeFulfillmentResult =
  | { readonly outcome: 'CHARGED'; readonly invoice: Invoice; readonly chargedAt: string }
  | {
      readonly outcome: 'DECLINED';
      readonly invoice: Invoice;
      readonly declineCode: DeclineCode;
      readonly reason: string;
    }
  /** `refundPayment` came before or during the charge: nothing stays charged. */
  | { readonly outcome: 'VOIDED' };

export interface RefundPaymentRequest {
  readonly fulfillmentId: string;
  readonly reason: string;
}

export interface RefundPaymentResult {
  /** Minor units returned to the customer: the same at every repetition, 0 when nothing was charged. */
  readonly refunded: number;
}

export interface BillingActivities {
  /** Invoices the fulfillment, checks it for fraud and charges it, once per fulfillment id. */
  chargeFulfillment(request: ChargeFulfillmentRequest): Promise<ChargeFulfillmentResult>;
  /** Refunds what was charged, and makes sure that a charge still under way does not stand. */
  refundPayment(request: RefundPaymentRequest): Promise<RefundPaymentResult>;
}
