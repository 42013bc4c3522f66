import type { PaymentGateway } from './payment-gateway.js';

/** A customer whose id begins with this is always declined: the way to try a declined card. */
const DECLINED_CUSTOMER_PREFIX = 'declined-';

/** Moves no money: it approves every charge but those of customers made to be declined. */
export const simulatedPaymentGateway: PaymentGateway = {
  async charge({ customerId }) {
    if (customerId.startsWith(DECLINED_CUSTOMER_PREFIX)) {
      return { outcome: 'DECLINED', reason: 'The card was declined' };
    }
    return { outcome: 'APPROVED' };
  },
  async refund() {},
};
