import type { OrderFilter, OrderSummaryFragment, OrdersQuery } from '../generated/graphql.js';
import { OrdersChangedDocument, OrdersDocument } from '../generated/graphql.js';
import type { PageSort } from './list-order.js';
import { orderOfOrders } from './list-order.js';
import type { LiveList } from './use-live-list.js';
import { useLiveList } from './use-live-list.js';

export interface OrderListOptions {
  readonly where: OrderFilter;
  readonly sort: PageSort;
  readonly size: number;
  readonly after: string | null;
  /** Called after changes to the list, with its new rows. */
  readonly onChanged?: (added: readonly OrderSummaryFragment[]) => void;
}

const source = {
  query: OrdersDocument,
  pageOf: (data: OrdersQuery) => data.orders,
  withPage: (data: OrdersQuery, orders: OrdersQuery['orders']) => ({ ...data, orders }),
  feed: OrdersChangedDocument,
  changeOf: ({ ordersChanged }: { ordersChanged: OrderChange }) => ({
    kind: ordersChanged.kind,
    id: ordersChanged.orderId ?? null,
    node: ordersChanged.order ?? null,
  }),
} as const;

interface OrderChange {
  readonly kind: 'RESYNC' | 'CHANGED' | 'LEFT';
  readonly orderId?: string | null;
  readonly order?: OrderSummaryFragment | null;
}

/** A live page of orders. */
export function useLiveOrders({
  where,
  sort,
  size,
  after,
  onChanged,
}: OrderListOptions): LiveList<OrderSummaryFragment> {
  // Only the server can search; subscriptions have no search.
  const { search, ...watched } = where;
  return useLiveList(
    source,
    { first: size, after, where, sort },
    { where: watched },
    {
      edgeType: 'OrderEdge',
      size,
      newcomers: search ? 'ask' : after === null ? 'insert' : 'ignore',
      compare: orderOfOrders[sort],
    },
    onChanged,
  );
}
