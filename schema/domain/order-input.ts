import type { Actor } from './actor.js';

/** A line of an order as the customer asked for it. */
export interface RequestedItem {
  readonly sku: string;
  readonly quantity: number;
}

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly country: string;
}

/** What starts an order: the input of the `order` workflow, and what `orderCreate` is made of. */
export interface OrderInput {
  readonly id: string;
  readonly customerId: string;
  readonly items: readonly RequestedItem[];
  readonly deliveryAddress: Address | null;
  /** Who placed it; the system when the field is left out. No part of the payload that identifies the order. */
  readonly placedBy?: Actor;
  /** When it was accepted, ISO 8601; the start of the workflow when left out or off by more than a few minutes. */
  readonly placedAt?: string;
}
