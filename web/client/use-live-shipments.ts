import type { ShipmentDetailsFragment, ShipmentFilter, ShipmentsQuery } from '../generated/graphql.js';
import { ShipmentsChangedDocument, ShipmentsDocument } from '../generated/graphql.js';
import { orderOfShipments } from './list-order.js';
import type { LiveList } from './use-live-list.js';
import { useLiveList } from './use-live-list.js';

export interface ShipmentListOptions {
  readonly where: ShipmentFilter;
  readonly size: number;
  readonly after: string | null;
  /** Called after changes to the list, with its new rows. */
  readonly onChanged?: (added: readonly ShipmentDetailsFragment[]) => void;
}

interface ShipmentChange {
  readonly kind: 'RESYNC' | 'CHANGED' | 'LEFT';
  readonly shipmentId?: string | null;
  readonly shipment?: ShipmentDetailsFragment | null;
}

const source = {
  query: ShipmentsDocument,
  pageOf: (data: ShipmentsQuery) => data.shipments,
  withPage: (data: ShipmentsQuery, shipments: ShipmentsQuery['shipments']) => ({ ...data, shipments }),
  feed: ShipmentsChangedDocument,
  changeOf: ({ shipmentsChanged }: { shipmentsChanged: ShipmentChange }) => ({
    kind: shipmentsChanged.kind,
    id: shipmentsChanged.shipmentId ?? null,
    node: shipmentsChanged.shipment ?? null,
  }),
} as const;

/** A live page of shipments. */
export function useLiveShipments({
  where,
  size,
  after,
  onChanged,
}: ShipmentListOptions): LiveList<ShipmentDetailsFragment> {
  const { search, ...watched } = where;
  return useLiveList(
    source,
    { first: size, after, where },
    { where: watched },
    {
      edgeType: 'ShipmentEdge',
      size,
      newcomers: search ? 'ask' : after === null ? 'insert' : 'ignore',
      compare: orderOfShipments,
    },
    onChanged,
  );
}
