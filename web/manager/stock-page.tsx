import { useSearchParams } from 'wouter';
import { faultMessage } from '../client/fault-message.js';
import { useChangeFeed } from '../client/use-change-feed.js';
import { useStream } from '../client/use-stream.js';
import { useThrottled } from '../client/use-throttled.js';
import { OrdersMovedDocument, StockAdjustedDocument } from '../generated/graphql.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { count, money } from '../parts/format.js';
import { Pager } from '../parts/pager.js';
import { Shoe } from '../parts/shoe.js';
import { useProductPages } from '../parts/use-product-pages.js';
import { AdjustStock } from './adjust-stock.js';

const size = 50;

/** The live stock of the warehouses. */
export function StockPage() {
  const [address, setAddress] = useSearchParams();
  const typed = address.get('search') ?? '';
  const { search, list, error, refetch, pager } = useProductPages(typed, size);
  const read = useThrottled(() => void refetch().catch(() => {}), 800);
  useStream(StockAdjustedDocument, {});
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
        <search>
          <label className="field">
            <span>Brand, model or SKU</span>
            <input
              type="search"
              value={typed}
              maxLength={200}
              autoComplete="off"
              onChange={({ target: { value } }) =>
                setAddress(value === '' ? {} : { search: value }, { replace: true })
              }
            />
          </label>
        </search>
      </header>
      {error && !list && (
        <p role="alert" className="note" data-tone="bad">
          {faultMessage(error)}
        </p>
      )}
      {!list && !error && <Skeleton rows={6} />}
      {list?.edges.length === 0 && (
        <Blank title={search === '' ? 'No product yet' : 'No product like this'}>
          <p>
            {search === ''
              ? '`npm run seed` puts the sample catalogue there.'
              : 'Search for less of its name.'}
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
                  <AdjustStock product={product} level={level} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Pager {...pager} />
    </main>
  );
}
