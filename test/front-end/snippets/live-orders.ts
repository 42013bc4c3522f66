import type { ApolloClient } from '@apollo/client';
import type { ListOrdersQuery, OrderFilter } from '../generated/graphql.js';
import { ListOrdersDocument, WatchListDocument } from '../generated/graphql.js';

export type ListedOrder = ListOrdersQuery['orders']['nodes'][number];

/**
 * Keeps a list of orders fresh: read when it is told to, then changed by what comes.
 * @returns how to stop
 */
export function keepOrders(
  client: ApolloClient,
  where: OrderFilter,
  onChange: (orders: ReadonlyMap<string, ListedOrder>) => void,
): () => void {
  const orders = new Map<string, ListedOrder>();
  // One message after the other: what comes while the list is read is taken in afterwards.
  let work = Promise.resolve();
  const readAgain = async () => {
    const { data } = await client.query({
      query: ListOrdersDocument,
      variables: { where },
      fetchPolicy: 'network-only',
    });
    orders.clear();
    for (const order of data?.orders.nodes ?? []) orders.set(order.id, order);
  };
  const subscription = client
    .subscribe({ query: WatchListDocument, variables: { where } })
    .subscribe(({ data }) => {
      work = work.then(async () => {
        if (!data) return;
        const { kind, order } = data.ordersChanged;
        if (kind === 'RESYNC') {
          await readAgain();
        } else if (order && order.revision >= (orders.get(order.id)?.revision ?? 0)) {
          // An older message than what was read says nothing.
          if (kind === 'LEFT') orders.delete(order.id);
          else orders.set(order.id, order);
        }
        onChange(new Map(orders));
      });
    });
  return () => subscription.unsubscribe();
}
