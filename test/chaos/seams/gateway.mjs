import { ask } from './outside.mjs';

/** Charges and refunds at the campaign's gateway, which keeps a ledger of its own. */
export const simulatedPaymentGateway = {
  charge: (charge) => ask('charge', charge),
  refund: async (refund) => {
    await ask('refund', refund);
  },
};
