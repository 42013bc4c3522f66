import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { notify } from '../client/notices.js';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { FaultNote } from '../parts/fault-note.js';
import { itemsInWords } from '../parts/items-in-words.js';
import { parcelsOf } from '../parts/parcels-of.js';
import { putIntoCart } from './cart.js';
import { readProduct } from './read-product.js';

type OrderedLine = OrderDetailsFragment['items'][number];

/** The items that an ended order did not deliver. */
function linesNotBrought(order: OrderDetailsFragment): readonly OrderedLine[] {
  switch (order.status) {
    case 'FAILED':
    case 'CANCELLED':
    case 'TIMED_OUT':
      return order.items;
    case 'PARTIALLY_COMPLETED':
      return parcelsOf(order).flatMap(({ status, items }) => (status === 'FAILED' ? items : []));
    case 'PENDING':
    case 'CUSTOMER_ACTION_REQUIRED':
    case 'PROCESSING':
    case 'COMPLETED':
      return [];
    default:
      return order.status satisfies never;
  }
}

/**
 * Puts the items that an order did not deliver into the cart, where the customer confirms them. Nothing is ordered yet.
 */
export function OrderAgain({ order }: { readonly order: OrderDetailsFragment }) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [state, setState] = useState<{ readonly isReading: boolean; readonly fault: unknown }>({
    isReading: false,
    fault: null,
  });
  const lines = merged(linesNotBrought(order));
  if (lines.length === 0) return null;
  const fill = async (): Promise<void> => {
    setState({ isReading: true, fault: null });
    try {
      const found = await Promise.all(
        lines.map(async (line) => ({ line, product: await readProduct(client, line.sku) })),
      );
      putIntoCart(
        found.flatMap(({ line, product }) => (product ? [{ product, quantity: line.quantity }] : [])),
      );
      const gone = found.flatMap(({ line, product }) => (product ? [] : [line]));
      if (gone.length > 0)
        notify(`gone-${order.id}`, { tone: 'wait', text: `No longer sold: ${itemsInWords(gone)}.` });
      navigate('/#cart');
    } catch (error) {
      setState({ isReading: false, fault: error });
    }
  };
  return (
    <>
      {state.fault !== null && <FaultNote error={state.fault} />}
      <button
        type="button"
        className="button"
        aria-disabled={state.isReading}
        onClick={() => {
          if (!state.isReading) void fill();
        }}
      >
        Order again
      </button>
    </>
  );
}

/** Each SKU once: two warehouses may have sent parts of one line. */
function merged(lines: readonly OrderedLine[]): readonly OrderedLine[] {
  const bySku = new Map<string, OrderedLine>();
  for (const line of lines) {
    const before = bySku.get(line.sku)?.quantity ?? 0;
    bySku.set(line.sku, { ...line, quantity: line.quantity + before });
  }
  return [...bySku.values()];
}
