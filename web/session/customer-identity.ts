import { useSyncExternalStore } from 'react';
import { onStoredElsewhere } from './stored.js';

const key = 'order-management.customer';
const names = ['ada', 'noor', 'emil', 'mei', 'tomas', 'ines', 'kofi', 'lena', 'ravi', 'sana'];

function invent(): string {
  const [name = 0, number = 0] = crypto.getRandomValues(new Uint16Array(2));
  return `${names[name % names.length]}-${100 + (number % 900)}`;
}

const listeners = new Set<() => void>();

function tellAll(): void {
  for (const listener of listeners) listener();
}

onStoredElsewhere(key, tellAll);

function read(): string {
  const known = localStorage.getItem(key);
  if (known) return known;
  const invented = invent();
  localStorage.setItem(key, invented);
  return invented;
}

/** Switches to another customer, in the embedded default, where nobody signs in. */
export function becomeCustomer(id: string): void {
  localStorage.setItem(key, id);
  tellAll();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The customer of this browser, where no sign-in is required. */
export function useCustomerIdentity(): string {
  return useSyncExternalStore(subscribe, read);
}
