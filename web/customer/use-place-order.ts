import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { notify } from '../client/notices.js';
import type { RequestState } from '../client/request-state.js';
import { createOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { AddressInput } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { idInPath } from '../parts/id-in-path.js';
import { useCustomerId } from '../session/session.js';
import type { CartLine } from './cart.js';
import { draftId, forgetDraft } from './drafts.js';
import { missingNow } from './product-check.js';

export interface PlaceOrder {
  readonly state: RequestState;
  readonly busy: boolean;
  /** What turned out to be missing: nothing was placed, but placing the same order again confirms it. */
  readonly missing: readonly string[];
  /**
   * True once the order is placed and its page is open. `expected`: the products that the reader knows to be missing.
   */
  readonly place: (
    lines: readonly CartLine[],
    deliveryAddress: AddressInput,
    expected?: readonly string[],
  ) => Promise<boolean>;
}

/** Places an order and opens its page, or shows a link if it took long. A retry keeps the order's id, so it is placed only once. */
export function usePlaceOrder(): PlaceOrder {
  const client = useApolloClient();
  const customerId = useCustomerId();
  const [, navigate] = useLocation();
  const { state, busy, send, wasDelayed } = useRequest(createOrder);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const [isLooking, setLooking] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const place: PlaceOrder['place'] = async (lines, deliveryAddress, expected = []) => {
    setLooking(true);
    const found = await missingNow(client, lines);
    setLooking(false);
    setMissing(found);
    if (found.some((name) => !expected.includes(name) && !missing.includes(name))) return false;
    const items = lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }));
    const content = JSON.stringify([customerId, items, deliveryAddress]);
    const id = draftId(content);
    const outcome = await send({ id, customerId, items, deliveryAddress });
    if (outcome === null || outcome.userErrors.length > 0) return false;
    forgetDraft(content);
    announce(`Order ${id} placed`);
    const path = `/orders/${idInPath(id)}`;
    // After a wait the reader may be doing something else, so the page does not change.
    if (isHere.current && !wasDelayed()) navigate(path);
    else
      notify(id, {
        tone: 'done',
        text: `Order ${id} is placed.`,
        link: { href: `/customer${path}`, text: 'Open it' },
      });
    return true;
  };
  return { state, busy: busy || isLooking, missing, place };
}
