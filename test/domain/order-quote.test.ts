import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteFor } from '../../schema/domain/order-quote.js';

const items = fc.uniqueArray(
  fc.record({
    sku: fc.constantFrom('a', 'b', 'c', 'd'),
    quantity: fc.integer({ min: 1, max: 10 }),
    name: fc.constant('A shoe'),
    unitPrice: fc.integer({ min: 0, max: 100_000 }),
  }),
  { selector: ({ sku }) => sku, minLength: 1 },
);
const stock = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.dictionary(fc.constantFrom('east', 'west'), fc.integer({ min: 1, max: 10 })),
);

test('a quote holds each unit once: in an invoice, or as unavailable', () => {
  fc.assert(
    fc.property(items, stock, (wanted, levels) => {
      const onHand = new Map(
        Object.entries(levels).map(([sku, units]) => [sku, new Map(Object.entries(units))] as const),
      );
      const { fulfillments, unavailable, amounts } = quoteFor(wanted, onHand);
      const quoted = [...fulfillments.flatMap(({ lines }) => lines), ...unavailable];
      for (const { sku, quantity } of wanted) {
        const units = quoted.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0);
        expect(units).toBe(quantity);
      }
      const price = fulfillments
        .flatMap(({ lines }) => lines)
        .reduce((sum, { unitPrice, quantity }) => sum + (unitPrice ?? 0) * quantity, 0);
      expect(amounts.subtotal).toBe(price);
      expect(amounts.total).toBe(amounts.subtotal + amounts.tax + amounts.shipping);
    }),
  );
});
