import { useSyncExternalStore } from 'react';
import type { AddressInput, ProductDetailsFragment } from '../generated/graphql.js';
import { onStoredElsewhere } from '../session/stored.js';

/** A product in the cart, with its data from when it was added: the shop's current page may not show it. */
export interface CartLine {
  readonly product: Pick<ProductDetailsFragment, 'sku' | 'name' | 'unitPrice'>;
  readonly quantity: number;
}

/** What the browser keeps between visits. */
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
    // Not readable: start with an empty one.
  }
  return { lines: [], address: sample };
}

let cart = load();
const listeners = new Set<() => void>();

function show(next: Cart): void {
  cart = next;
  for (const listener of listeners) listener();
}

/** Changes the current cart, including what another tab has added. */
function change(next: (now: Cart) => Cart): void {
  const changed = next(load());
  localStorage.setItem(key, JSON.stringify(changed));
  show(changed);
}

onStoredElsewhere(key, () => show(load()));

/** Adds one of a product; returns the new quantity. */
export function addToCart({ sku, name, unitPrice }: CartLine['product']): number {
  const product = { sku, name, unitPrice };
  change((now) => {
    const quantity = Math.min(mostOfOne, quantityOf(now, sku) + 1);
    const isThere = now.lines.some((line) => line.product.sku === sku);
    const lines = isThere
      ? now.lines.map((line) => (line.product.sku === sku ? { product, quantity } : line))
      : [...now.lines, { product, quantity }];
    return { ...now, lines };
  });
  return quantityOf(cart, sku);
}

/** Puts lines into the cart; of what is there already, it sets the quantity. */
export function putIntoCart(lines: readonly CartLine[]): void {
  const added = lines.map(({ product: { sku, name, unitPrice }, quantity }) => ({
    product: { sku, name, unitPrice },
    quantity: Math.min(mostOfOne, quantity),
  }));
  const isAdded = (sku: string): boolean => added.some(({ product }) => product.sku === sku);
  change((now) => ({
    ...now,
    lines: [...now.lines.filter(({ product }) => !isAdded(product.sku)), ...added],
  }));
}

/** Sets the quantity of a product in the cart. */
export function setQuantity(sku: string, quantity: number): void {
  change((now) => ({
    ...now,
    lines: now.lines.map((line) => (line.product.sku === sku ? { ...line, quantity } : line)),
  }));
}

export function removeFromCart(sku: string): void {
  change((now) => ({ ...now, lines: now.lines.filter(({ product }) => product.sku !== sku) }));
}

/** Removes what was ordered from the cart; what was added since stays. */
export function takeFromCart(ordered: readonly CartLine[]): void {
  change((now) => ({
    ...now,
    lines: now.lines.flatMap((line) => {
      const quantity = line.quantity - quantityOf({ ...now, lines: ordered }, line.product.sku);
      return quantity > 0 ? [{ ...line, quantity }] : [];
    }),
  }));
}

/** Sets the address of the next orders. */
export function setAddress(address: AddressInput): void {
  change((now) => ({ ...now, address }));
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
