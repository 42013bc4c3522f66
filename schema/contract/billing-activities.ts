import type { InvoiceAmounts, OrderItem } from '../domain/order-snapshot.js';
import type { DeclineCode } from '../domain/payment-status.js';

export interface ChargeFulfillmentRequest {
  readonly fulfillmentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly items: readonly OrderItem[];
}

/** An invoice that was made, with its amounts in minor units. */
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
  /** `refundPayment` came first, or while the gateway was asked: nothing is charged, or no longer. */
  | { readonly outcome: 'VOIDED' };

export interface RefundPaymentRequest {
  readonly fulfillmentId: string;
  readonly reason: string;
}

export interface RefundPaymentResult {
  /** Minor units that went back to the customer, the same however often it is asked; 0 when nothing was charged. */
  readonly refunded: number;
}

export interface BillingActivities {
  /** Invoices the fulfillment, checks it for fraud and charges it, once per fulfillment id. */
  chargeFulfillment(request: ChargeFulfillmentRequest): Promise<ChargeFulfillmentResult>;
  /** Gives back what was charged, and keeps a charge that is still under way from standing. */
  refundPayment(request: RefundPaymentRequest): Promise<RefundPaymentResult>;
}
