import type { ApolloClient } from '@apollo/client';
import type { ListOrdersQuery, OrderFilter, WatchListSubscription } from '../generated/graphql.js';
import { ListOrdersDocument, WatchListDocument } from '../generated/graphql.js';
import { isPassing } from './is-passing.js';

export type ListedOrder = NonNullable<ListOrdersQuery['orders']>['nodes'][number];

/**
 * Keeps a list of orders fresh: read when it is told to, then changed by what comes.
 * @param onError told once, of what does not pass by itself; nothing follows it
 * @returns how to stop
 */
export function keepOrders(
  client: ApolloClient,
  where: OrderFilter,
  onChange: (orders: ReadonlyMap<string, ListedOrder>) => void,
  onError: (error: unknown) => void,
): () => void {
  const orders = new Map<string, ListedOrder>();
  let stopped = false;

  /** What is shown is old until the list is read: an outage is waited out. */
  const readAgain = async () => {
    for (let pause = 250; !stopped; pause = Math.min(pause * 2, 10_000)) {
      try {
        const { data } = await client.query({
          query: ListOrdersDocument,
          variables: { where },
          fetchPolicy: 'network-only',
        });
        orders.clear();
        for (const order of data?.orders?.nodes ?? []) orders.set(order.id, order);
        return;
      } catch (error) {
        if (!isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };

  const take = async ({ kind, order }: WatchListSubscription['ordersChanged']) => {
    if (stopped) return;
    if (kind === 'RESYNC') {
      await readAgain();
    } else if (order && order.revision >= (orders.get(order.id)?.revision ?? 0)) {
      // An older message than what was read says nothing.
      if (kind === 'LEFT') orders.delete(order.id);
      else orders.set(order.id, order);
    }
    if (!stopped) onChange(new Map(orders));
  };

  const stop = () => {
    stopped = true;
    subscription.unsubscribe();
  };
  const fail = (error: unknown) => {
    if (stopped) return;
    stop();
    onError(error);
  };

  // One message after the other: what comes while the list is read is taken in afterwards.
  let work = Promise.resolve();
  const subscription = client
    .subscribe({ query: WatchListDocument, variables: { where } })
    .subscribe(({ data, error }) => {
      if (error) fail(error);
      else if (data) work = work.then(() => take(data.ordersChanged)).catch(fail);
    });
  return stop;
}
