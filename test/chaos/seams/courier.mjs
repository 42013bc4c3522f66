import { ask } from './outside.mjs';

/** Books and cancels with the campaign's courier, which keeps a book of its own. */
export const createSimulatedCourier = () => ({
  book: (request) => ask('book', request),
  cancel: async (booking) => {
    await ask('cancel', booking);
  },
});
