import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useLiveShipments } from '../client/use-live-shipments.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { LocationsDocument } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { FaultNote } from '../parts/fault-note.js';
import { count, plural } from '../parts/format.js';
import { useRememberedPlace } from '../parts/list-place.js';
import { Pager } from '../parts/pager.js';
import { SearchField } from '../parts/search-field.js';
import { useCursorPages } from '../parts/use-cursor-pages.js';
import { WarehouseOptions } from '../parts/warehouse-options.js';
import { useSession } from '../session/session.js';
import { ShipmentCard } from './shipment-card.js';
import { useCounts } from './use-counts.js';
import { useHeldRows } from './use-held-rows.js';
import type { View } from './views.js';
import { viewOf, views } from './views.js';
import { keepWarehouse, readWarehouse } from './warehouse.js';

/** The live parcels of a warehouse; rows stay in place until the reader asks for new ones. */
export function ShipmentsPage() {
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search.get('show'));
  const typed = search.get('search') ?? '';
  const number = useDeferredValue(typed.trim());
  const { data: places } = useQuery(LocationsDocument);
  const chosen = search.get('from') ?? readWarehouse();
  // Ignores a warehouse that no longer exists.
  const warehouses = places?.locations;
  const location = !warehouses || warehouses.some(({ id }) => id === chosen) ? chosen : '';
  useRememberedPlace('parcels', search);
  const list = `${view} ${location} ${number}`;
  const pages = useCursorPages(list);
  const filter = {
    ...(location === '' ? {} : { locationId: location }),
    ...(number === '' ? {} : { search: number }),
  };
  const counts = useCounts(filter);
  const { edges, hasNextPage, error, isComplete, lastCursor } = useLiveShipments({
    where: { status: views[view].status, ...filter },
    size: 50,
    after: pages.after,
    onChanged: (added) => {
      if (view === 'pickup' && added.length > 0)
        announce(`${plural(added.length, 'parcel')} more to pick up`);
    },
  });
  const { id: courierId } = useSession();
  const nodes = useMemo(() => ownFirst(edges?.map(({ node }) => node) ?? [], courierId), [edges, courierId]);
  const { rows, left, newcomers, renew } = useHeldRows(`${list} ${pages.page}`, nodes, isComplete);
  const choose = (key: string, value: string): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return (
    <main className="page courier-page" id="main">
      <header className="page-head">
        <h1>Parcels</h1>
      </header>
      <div className="row courier-filters">
        <label className="field">
          <span>Warehouse</span>
          <select
            value={location}
            onChange={({ target }) => {
              keepWarehouse(target.value);
              choose('from', target.value);
            }}
          >
            <option value="">All</option>
            {!warehouses && location !== '' && <option value={location}>…</option>}
            <WarehouseOptions warehouses={warehouses ?? []} />
          </select>
        </label>
        <SearchField label="Order or tracking no." value={typed} onType={(text) => choose('search', text)} />
      </div>
      <fieldset className="tabs">
        <legend className="hidden-visually">Show</legend>
        {(Object.keys(views) as View[]).map((key) => (
          <button
            type="button"
            key={key}
            aria-pressed={view === key}
            onClick={() => choose('show', key === 'pickup' ? '' : key)}
          >
            {views[key].text}
            {counts[key] !== '' && <span className="soft number" data-count={key}>{` ${counts[key]}`}</span>}
          </button>
        ))}
      </fieldset>
      {error && <FaultNote error={error} />}
      {edges === null && !error && <Skeleton rows={3} height="9rem" />}
      {edges !== null && rows.length === 0 && (
        <Blank title={views[view].empty}>
          <p>New parcels appear here by themselves.</p>
        </Blank>
      )}
      {rows.length > 0 && (
        <>
          <p className="arrivals">
            {newcomers + left.size === 0 ? (
              <span className="soft small">New parcels are announced here.</span>
            ) : (
              <button type="button" className="button button-quiet button-small" onClick={renew}>
                {newcomers === 0 ? 'Clear what is done' : `Show ${count(newcomers)} new`}
              </button>
            )}
          </p>
          <ul className="shipments">
            {rows.map((node) => (
              <ShipmentCard key={node.id} listed={node} hasLeft={left.has(node.id)} step={views[view].step} />
            ))}
          </ul>
        </>
      )}
      <Pager pages={pages} hasNext={hasNextPage} lastCursor={lastCursor} />
    </main>
  );
}

/** The courier's own shipments, then the unassigned ones. */
function ownFirst(
  nodes: readonly ShipmentDetailsFragment[],
  courierId: string | null,
): readonly ShipmentDetailsFragment[] {
  const isOwn = (node: ShipmentDetailsFragment) => courierId !== null && node.courierId === courierId;
  return [...nodes.filter(isOwn), ...nodes.filter((node) => !isOwn(node))];
}
