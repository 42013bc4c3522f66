import { useSyncExternalStore } from 'react';
import type { AddressInput } from '../generated/graphql.js';

/** What a browser keeps for its customer between visits. */
export interface Cart {
  readonly quantities: Readonly<Record<string, number>>;
  readonly address: AddressInput;
}

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
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Cart | null;
    if (stored?.quantities && stored.address) return stored;
  } catch {
    // Not ours any more: begin anew.
  }
  return { quantities: {}, address: sample };
}

let cart = load();
const listeners = new Set<() => void>();

function keep(next: Cart): void {
  cart = next;
  localStorage.setItem(key, JSON.stringify(cart));
  for (const listener of listeners) listener();
}

/** How many of a product are wanted; none takes it out. */
export function setQuantity(sku: string, quantity: number): void {
  const { [sku]: _, ...others } = cart.quantities;
  keep({ ...cart, quantities: quantity > 0 ? { ...others, [sku]: quantity } : others });
}

export function emptyCart(): void {
  keep({ ...cart, quantities: {} });
}

/** Where the next orders go. */
export function setAddress(address: AddressInput): void {
  keep({ ...cart, address });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The cart of this browser. */
export function useCart(): Cart {
  return useSyncExternalStore(subscribe, () => cart);
}
