import type { Money } from '../../schema/domain/money.js';

export interface GatewayCharge {
  /** One charge per key: a charge repeated with its key returns the first answer and charges nothing more. */
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly money: Money;
}

export type GatewayAnswer =
  | { readonly outcome: 'APPROVED' }
  | { readonly outcome: 'DECLINED'; readonly reason: string };

/** Moves the money: replace it with your own provider. Throw on an outage; a decline is an answer. */
export interface PaymentGateway {
  charge(charge: GatewayCharge): Promise<GatewayAnswer>;
  /**
   * Refunds the whole charge with this key, once however often it is called.
   * A key that was never charged, or was declined, is not an error, but the key is closed: a charge that arrives after its
   * refund, from a worker that has died since, must have no effect.
   */
  refund(refund: { readonly idempotencyKey: string; readonly reason: string }): Promise<void>;
}
