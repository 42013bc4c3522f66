import type { Money } from '../../schema/domain/money.js';

export interface GatewayCharge {
  /** One charge a key: a charge repeated with its key gives its first answer and charges nothing more. */
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly money: Money;
}

export type GatewayAnswer =
  | { readonly outcome: 'APPROVED' }
  | { readonly outcome: 'DECLINED'; readonly reason: string };

/** Who moves the money: replace it to charge with a provider of your own. An outage is thrown, a decline is an answer. */
export interface PaymentGateway {
  charge(charge: GatewayCharge): Promise<GatewayAnswer>;
  /**
   * Gives back the whole charge with this key, once however often it is asked.
   * A key that was never charged, or declined, is no error; it is closed all the same: a charge that comes after its
   * refund, from a worker that has died since, must not be carried out.
   */
  refund(refund: { readonly idempotencyKey: string; readonly reason: string }): Promise<void>;
}
