/**
 * What each payment status may become. PARTIALLY_REFUNDED is in the public contract for gateways that refund single
 * items; the simulated gateway refunds whole payments.
 */
export const paymentTransitions = {
  PENDING: ['CHARGED', 'FAILED'],
  CHARGED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  FAILED: [],
  REFUNDED: [],
} as const satisfies Record<string, readonly string[]>;

export type PaymentStatus = keyof typeof paymentTransitions;

/** Why a charge was declined. DECLINED: by the gateway. */
export const declineCodes = ['FRAUD_LIMIT', 'MAINTENANCE', 'DECLINED', 'OTHER'] as const;

export type DeclineCode = (typeof declineCodes)[number];
