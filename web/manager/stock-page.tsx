import { useQuery } from '@apollo/client/react';
import { faultMessage } from '../client/fault-message.js';
import { useChangeFeed } from '../client/use-change-feed.js';
import { useThrottled } from '../client/use-throttled.js';
import { OrdersMovedDocument, ProductsDocument } from '../generated/graphql.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { count, money } from '../parts/format.js';
import { Shoe } from '../parts/shoe.js';
import { AdjustStock } from './adjust-stock.js';

const variables = { first: 100 };

/** What the warehouses hold, kept up with the orders that take from it. */
export function StockPage() {
  const { data, error, refetch } = useQuery(ProductsDocument, {
    variables,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const read = useThrottled(() => void refetch().catch(() => {}), 800);
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
      {error && !data && (
        <p role="alert" className="note" data-tone="bad">
          {faultMessage(error)}
        </p>
      )}
      {!data && !error && <Skeleton rows={6} />}
      {data?.products.edges.length === 0 && (
        <Blank title="No product yet">
          <p>`npm run seed` puts the sample catalogue there.</p>
        </Blank>
      )}
      <ul className="rows">
        {data?.products.edges.map(({ node: product }) => (
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
                <li key={level.location} data-location={level.location}>
                  <span className="soft small">{level.location}</span>
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
    </main>
  );
}
