/**
 * What each payment status may become. PARTIALLY_REFUNDED is part of the public contract for gateways
 * that refund by the item; the simulated one refunds whole payments.
 */
export const paymentTransitions = {
  PENDING: ['CHARGED', 'FAILED'],
  CHARGED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  FAILED: [],
  REFUNDED: [],
} as const satisfies Record<string, readonly string[]>;

export type PaymentStatus = keyof typeof paymentTransitions;

/** Why a charge was declined: over the fraud limit, fraud checks in maintenance, the gateway's no, or other. */
export type DeclineCode = 'FRAUD_LIMIT' | 'MAINTENANCE' | 'DECLINED' | 'OTHER';
