import type { PaymentGateway } from './payment-gateway.js';

/** Customers whose id begins with this are always declined, to try out a declined card. */
const DECLINED_CUSTOMER_PREFIX = 'declined-';

/** Moves no money: approves every charge except those of such customers. */
export const simulatedPaymentGateway: PaymentGateway = {
  async charge({ customerId }) {
    if (customerId.startsWith(DECLINED_CUSTOMER_PREFIX)) {
      return { outcome: 'DECLINED', reason: 'The card was declined' };
    }
    return { outcome: 'APPROVED' };
  },
  async refund() {},
};
