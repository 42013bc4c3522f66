import { useQuery } from '@apollo/client/react';
import { useChangeFeed } from '../client/use-change-feed.js';
import { useThrottled } from '../client/use-throttled.js';
import type { ShipmentFilter } from '../generated/graphql.js';
import { ShipmentCountsDocument, ShipmentsMovedDocument } from '../generated/graphql.js';
import { count } from '../parts/format.js';
import type { View } from './views.js';
import { views } from './views.js';

// The API counts no further.
const countedTo = 10_000;

/** How many parcels each list has with the same filter, live; empty until it is known. */
export function useCounts(filter: ShipmentFilter): Readonly<Record<View, string>> {
  const of = (view: View): ShipmentFilter => ({ ...filter, status: views[view].status });
  const { data, refetch } = useQuery(ShipmentCountsDocument, {
    variables: { pickup: of('pickup'), underway: of('underway'), done: of('done') },
    fetchPolicy: 'no-cache',
  });
  const recount = useThrottled(() => void refetch().catch(() => {}), 1_000);
  const { search: _, ...watched } = filter;
  useChangeFeed(
    ShipmentsMovedDocument,
    { where: watched },
    ({ shipmentsChanged: { kind, shipmentId } }) => ({ kind, id: shipmentId ?? null, node: null }),
    recount,
  );
  const written = (list: { readonly totalCount?: number | null } | null | undefined): string => {
    if (list?.totalCount == null) return '';
    return list.totalCount > countedTo ? `${count(countedTo)}+` : count(list.totalCount);
  };
  return {
    pickup: written(data?.pickup),
    underway: written(data?.underway),
    done: written(data?.done),
  };
}
