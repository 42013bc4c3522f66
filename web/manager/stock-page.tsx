import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useChangeFeed } from '../client/use-change-feed.js';
import { useStream } from '../client/use-stream.js';
import { useThrottled } from '../client/use-throttled.js';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { LocationsDocument, OrdersMovedDocument, StockAdjustedDocument } from '../generated/graphql.js';
import { Blank } from '../parts/blank.js';
import { count, money } from '../parts/format.js';
import { Pager } from '../parts/pager.js';
import { SearchField } from '../parts/search-field.js';
import { Shoe } from '../parts/shoe.js';
import { Unread } from '../parts/unread.js';
import { useProductPages } from '../parts/use-product-pages.js';
import type { Warehouse } from '../parts/warehouse-options.js';
import { WarehouseOptions } from '../parts/warehouse-options.js';
import type { Adjusting } from './adjust-stock.js';
import { AdjustStock } from './adjust-stock.js';

const size = 50;
/** A product with this many free pairs or fewer runs low. */
const low = 20;

/** The live stock of the warehouses. */
export function StockPage() {
  const [address, setAddress] = useSearchParams();
  const typed = address.get('search') ?? '';
  const onlyLow = address.get('low') !== null;
  const { data: places } = useQuery(LocationsDocument);
  const warehouses = places?.locations ?? [];
  const asked = address.get('warehouse') ?? '';
  const warehouse = warehouses.some(({ id }) => id === asked) ? asked : '';
  const { isFiltered, list, error, refetch, pager } = useProductPages(typed, size, {
    ...(onlyLow ? { availableAtMost: low } : {}),
    ...(warehouse === '' ? {} : { locationId: warehouse }),
  });
  const [adjusting, setAdjusting] = useState<Adjusting | null>(null);
  const choose = (key: string, value: string, replace: boolean): void =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace },
    );
  const read = useThrottled(() => void refetch().catch(() => {}), 800);
  // A product may come into the filter, or leave it.
  useStream(StockAdjustedDocument, {}, read);
  useChangeFeed(
    OrdersMovedDocument,
    {},
    ({ ordersChanged: { kind, orderId } }) => ({ kind, id: orderId ?? null, node: null }),
    read,
  );
  return (
    <main className="page" id="main">
      <header className="page-head">
        <div>
          <h1>Stock</h1>
          <p>What is free to sell, and what is reserved for orders that are under way.</p>
        </div>
      </header>
      <search className="card stock-filters">
        <SearchField
          label="Brand, model or SKU"
          value={typed}
          onType={(text) => choose('search', text, true)}
        />
        <label className="field">
          <span>Warehouse</span>
          <select value={warehouse} onChange={({ target: { value } }) => choose('warehouse', value, false)}>
            <option value="">All together</option>
            <WarehouseOptions warehouses={warehouses} />
          </select>
        </label>
        <label className="switch">
          <input
            type="checkbox"
            checked={onlyLow}
            onChange={({ target: { checked } }) => choose('low', checked ? 'yes' : '', false)}
          />
          <span>{`Only what runs low: ${low} free or fewer`}</span>
        </label>
      </search>
      {!list && <Unread error={error} rows={6} />}
      {list?.edges.length === 0 && (
        <Blank title={isFiltered ? 'No product like this' : 'No product yet'}>
          <p>
            {isFiltered
              ? 'Search for a shorter part of its name, or remove a filter.'
              : '`npm run seed` adds the sample catalogue.'}
          </p>
        </Blank>
      )}
      <ul className="rows">
        {list?.edges.map(({ node: product }) => (
          <li className="stock-row" key={product.sku} data-sku={product.sku}>
            <Shoe sku={product.sku} />
            <div>
              <h2>{product.name}</h2>
              <p className="soft small">
                <span className="mono">{product.sku}</span>, {money(product.unitPrice)}
              </p>
            </div>
            <ul className="levels">
              {product.stock.map((level) => (
                <li key={level.location.id} data-location={level.location.name}>
                  <span className="soft small">{level.location.name}</span>
                  <span className="number">
                    <strong data-empty={level.available === 0}>{count(level.available)}</strong> free
                    <span className="soft small">{`, ${count(level.reserved)} reserved`}</span>
                  </span>
                  <button
                    type="button"
                    className="button button-quiet button-small"
                    onClick={() => setAdjusting({ product, level })}
                  >
                    Adjust
                    <span className="hidden-visually">{` ${product.name} in ${level.location.name}`}</span>
                  </button>
                </li>
              ))}
              {placesWithout(product, warehouses).length > 0 && (
                <li className="another">
                  <button
                    type="button"
                    className="link-button small"
                    onClick={() => setAdjusting({ product, level: null })}
                  >
                    Add to another warehouse
                    <span className="hidden-visually">{`: ${product.name}`}</span>
                  </button>
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
      <Pager {...pager} />
      <AdjustStock
        adjusting={adjusting}
        warehouses={adjusting === null ? [] : placesWithout(adjusting.product, warehouses)}
        onClose={() => setAdjusting(null)}
      />
    </main>
  );
}

/** The warehouses that never had the product. */
function placesWithout(
  { stock }: ProductDetailsFragment,
  warehouses: readonly Warehouse[],
): readonly Warehouse[] {
  return warehouses.filter(({ id }) => stock.every(({ location }) => location.id !== id));
}
