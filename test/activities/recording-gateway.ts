import type { GatewayAnswer, PaymentGateway } from '../../workers/billing/payment-gateway.js';

/** A gateway that keeps a ledger like a real one: one charge for each key, refunded at most once. */
export interface RecordingGateway extends PaymentGateway {
  /** What the customers have paid in all, less what they got back. */
  balance(): number;
  calls(kind: 'charge' | 'refund'): number;
}

/** `charging` runs between the gateway's work and its answer: throw there, or wait. */
export function createRecordingGateway(
  charging: (call: number) => Promise<void> = async () => {},
  answer: GatewayAnswer = { outcome: 'APPROVED' },
): RecordingGateway {
  const charged = new Map<string, number>();
  const refunded = new Set<string>();
  const calls = { charge: 0, refund: 0 };
  return {
    async charge({ idempotencyKey, money }) {
      const call = ++calls.charge;
      if (answer.outcome === 'APPROVED') charged.set(idempotencyKey, money.amount);
      await charging(call);
      return answer;
    },
    async refund({ idempotencyKey }) {
      calls.refund++;
      if (charged.has(idempotencyKey)) refunded.add(idempotencyKey);
    },
    balance: () => [...charged].reduce((sum, [key, amount]) => sum + (refunded.has(key) ? 0 : amount), 0),
    calls: (kind) => calls[kind],
  };
}
