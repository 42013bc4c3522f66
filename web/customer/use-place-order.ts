import { useRef } from 'react';
import { useLocation } from 'wouter';
import { newOrderId } from '../client/ids.js';
import { createOrder } from '../client/requests.js';
import type { RequestState } from '../client/use-request.js';
import { useRequest } from '../client/use-request.js';
import type { AddressInput, OrderItemInput } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { useCustomerId } from '../session/session.js';

export interface PlaceOrder {
  readonly state: RequestState;
  readonly busy: boolean;
  /** True once the order stands; the page of the order is open then. */
  readonly place: (items: readonly OrderItemInput[], deliveryAddress: AddressInput) => Promise<boolean>;
}

/** Places an order and goes to it. The same order tried again keeps its id, so it can't be placed twice. */
export function usePlaceOrder(): PlaceOrder {
  const customerId = useCustomerId();
  const [, navigate] = useLocation();
  const { state, busy, send } = useRequest(createOrder);
  const draft = useRef<{ readonly content: string; readonly id: string } | null>(null);
  const place: PlaceOrder['place'] = async (items, deliveryAddress) => {
    const content = JSON.stringify([customerId, items, deliveryAddress]);
    if (draft.current?.content !== content) draft.current = { content, id: newOrderId() };
    const { id } = draft.current;
    const outcome = await send({ id, customerId, items, deliveryAddress });
    if (outcome === null || outcome.userErrors.length > 0) return false;
    draft.current = null;
    announce(`Order ${id} placed`);
    navigate(`/orders/${encodeURIComponent(id)}`);
    return true;
  };
  return { state, busy, place };
}
