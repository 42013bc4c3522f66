import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { ProductsDocument } from '../generated/graphql.js';
import { Blank } from '../parts/blank.js';
import { Unread } from '../parts/unread.js';
import { pairsIn, useCart } from './cart.js';
import { CartLink } from './cart-link.js';
import { CartPanel } from './cart-panel.js';
import { ReadyOrderCard } from './ready-order-card.js';
import { readyOrders } from './ready-orders.js';
import { ShoeList, shoesOnPage } from './shoe-list.js';
import { useFresh } from './use-fresh.js';

/** The shop: twenty ready orders, and all shoes to fill a cart with. */
export function ShopPage() {
  const { data, error, refetch } = useQuery(ProductsDocument, {
    // Also the first page of the list below, so that one query serves both.
    variables: { first: shoesOnPage, after: null, where: {} },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useFresh(refetch);
  const pairs = pairsIn(useCart());
  const products = useMemo(() => data?.products?.edges.map(({ node }) => node), [data]);
  const ready = useMemo(() => (products ? readyOrders(products) : []), [products]);
  return (
    <main className="page" id="main">
      <header className="page-head">
        <div>
          <h1>Order with one click</h1>
          <p>
            Twenty orders, each with a story: in stock, from two warehouses, or with something missing. Press
            one and follow it to the door. Or <a href="#own">make your own</a>.
          </p>
        </div>
      </header>
      {!products && <Unread error={error} rows={4} height="9rem" />}
      {products?.length === 0 && (
        <Blank title="The shelves are empty">
          <p>There is no product in the catalogue. `npm run seed` adds the sample catalogue.</p>
        </Blank>
      )}
      {products && products.length > 0 && (
        <div className="shop">
          <div className="shelves">
            <section className="ready" aria-label="Ready orders">
              <ul className="ready-orders">
                {ready.map((order, index) => (
                  <ReadyOrderCard key={order.title} order={order} number={index + 1} />
                ))}
              </ul>
            </section>
            <ShoeList />
            {pairs > 0 && <CartLink className="button cart-link" />}
          </div>
          <CartPanel />
        </div>
      )}
    </main>
  );
}
