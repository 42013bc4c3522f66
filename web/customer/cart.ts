import { useSyncExternalStore } from 'react';
import type { AddressInput, ProductDetailsFragment } from '../generated/graphql.js';

/** A product that is wanted, as it was when it was put there: it may be on no page of the shop just now. */
export interface CartLine {
  readonly product: Pick<ProductDetailsFragment, 'sku' | 'name' | 'unitPrice'>;
  readonly quantity: number;
}

/** What a browser keeps for its customer between visits. */
export interface Cart {
  readonly lines: readonly CartLine[];
  readonly address: AddressInput;
}

export const mostOfOne = 10_000;

const key = 'order-management.cart';

const sample: AddressInput = {
  name: 'Ada Norberg',
  line1: '12 Harbour Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97209',
  country: 'US',
};

function load(): Cart {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Cart> | null;
    if (stored?.address) return { lines: stored.lines ?? [], address: stored.address };
  } catch {
    // Not ours any more: begin anew.
  }
  return { lines: [], address: sample };
}

let cart = load();
const listeners = new Set<() => void>();

function keep(next: Cart): void {
  cart = next;
  localStorage.setItem(key, JSON.stringify(cart));
  for (const listener of listeners) listener();
}

/** One more of a product; tells how many there are now. */
export function addToCart({ sku, name, unitPrice }: CartLine['product']): number {
  const product = { sku, name, unitPrice };
  const quantity = Math.min(mostOfOne, quantityOf(cart, sku) + 1);
  const isThere = cart.lines.some((line) => line.product.sku === sku);
  keep({
    ...cart,
    lines: isThere
      ? cart.lines.map((line) => (line.product.sku === sku ? { product, quantity } : line))
      : [...cart.lines, { product, quantity }],
  });
  return quantity;
}

/** How many of a product that is in the cart are wanted. */
export function setQuantity(sku: string, quantity: number): void {
  keep({
    ...cart,
    lines: cart.lines.map((line) => (line.product.sku === sku ? { ...line, quantity } : line)),
  });
}

export function removeFromCart(sku: string): void {
  keep({ ...cart, lines: cart.lines.filter(({ product }) => product.sku !== sku) });
}

export function emptyCart(): void {
  keep({ ...cart, lines: [] });
}

/** Where the next orders go. */
export function setAddress(address: AddressInput): void {
  keep({ ...cart, address });
}

/** How many of a product are in a cart. */
export function quantityOf({ lines }: Cart, sku: string): number {
  return lines.find(({ product }) => product.sku === sku)?.quantity ?? 0;
}

/** How many pairs are in a cart. */
export function pairsIn({ lines }: Cart): number {
  return lines.reduce((pairs, { quantity }) => pairs + quantity, 0);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The cart of this browser. */
export function useCart(): Cart {
  return useSyncExternalStore(subscribe, () => cart);
}
