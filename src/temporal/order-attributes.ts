import { status as statusCodes } from '@grpc/grpc-js';
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import { ORDER_CUSTOMER_ID, ORDER_STATE, orderStateOf } from '../../schema/contract/search-attributes.js';
import type { OrderInput } from '../../schema/domain/order-input.js';

/** How long an attribute that the namespace refused is left out, in milliseconds: somebody may register it. */
const LEFT_OUT_FOR = 10 * 60_000;

/** The search attributes that orders are started with: those that the namespace has. It is asked by using them. */
export class OrderAttributes {
  readonly #hidesCustomers: boolean;
  /** Until when each attribute that was refused is left out, by `performance.now()`. */
  readonly #leftOut = new Map<string, number>();

  /** @param hidesCustomers whether Temporal is to see no customer ids: it would keep them in the clear */
  constructor(hidesCustomers: boolean) {
    this.#hidesCustomers = hidesCustomers;
  }

  of({ customerId }: OrderInput): SearchAttributePair[] {
    const now = performance.now();
    const all = [
      ...(this.#hidesCustomers ? [] : [{ key: ORDER_CUSTOMER_ID, value: customerId }]),
      { key: ORDER_STATE, value: orderStateOf('PENDING') },
    ];
    return all.filter(({ key }) => now >= (this.#leftOut.get(key.name) ?? 0));
  }

  /** Whether the start failed for one of the attributes, which is left out from then on. */
  learnFrom(error: unknown, used: readonly SearchAttributePair[]): boolean {
    const cause = error instanceof ServiceError ? error.cause : error;
    if (!isGrpcServiceError(cause) || cause.code !== statusCodes.INVALID_ARGUMENT) return false;
    const refused = used.filter(({ key }) => cause.details.includes(key.name));
    for (const { key } of refused) this.#leftOut.set(key.name, performance.now() + LEFT_OUT_FOR);
    return refused.length > 0;
  }
}
