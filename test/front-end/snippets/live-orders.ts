import type { ApolloClient } from '@apollo/client';
import type { ListOrdersQuery, OrderFilter, WatchListSubscription } from '../generated/graphql.js';
import { ListOrdersDocument, WatchListDocument } from '../generated/graphql.js';
import { isPassing } from './is-passing.js';

export type ListedOrder = NonNullable<ListOrdersQuery['orders']>['nodes'][number];

/**
 * Keeps a list of orders fresh: reads it at each RESYNC, and applies the changes in between.
 * @param onError called once, with an error that is not temporary; then the list is no longer kept
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

  /** Retries through an outage, because what is shown is out of date until the list is read. */
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
      // A message older than what was read is ignored.
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

  // One message at a time: those that arrive during a read are applied after it.
  let work = Promise.resolve();
  const subscription = client
    .subscribe({ query: WatchListDocument, variables: { where } })
    .subscribe(({ data, error }) => {
      if (error) fail(error);
      else if (data) work = work.then(() => take(data.ordersChanged)).catch(fail);
    });
  return stop;
}
