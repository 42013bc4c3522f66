import type { Actor } from './actor.js';

/** A line of an order, as requested. */
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
  /** Left out when none was given, as in orders from before there were any. */
  readonly phone?: string;
}

/** What starts an order: the input of the `order` workflow. */
export interface OrderInput {
  readonly id: string;
  readonly customerId: string;
  readonly items: readonly RequestedItem[];
  readonly deliveryAddress: Address | null;
  /** Who placed it; the system by default. Not part of what makes two orders the same. */
  readonly placedBy?: Actor;
  /** When it was accepted, ISO 8601. By default, or when it is minutes off, the start of the workflow. */
  readonly placedAt?: string;
}
