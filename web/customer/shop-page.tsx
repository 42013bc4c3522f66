import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { faultMessage } from '../client/fault-message.js';
import { ProductsDocument } from '../generated/graphql.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { CartPanel } from './cart-panel.js';
import { ProductCard } from './product-card.js';
import { ReadyOrderCard } from './ready-order-card.js';
import { readyOrders } from './ready-orders.js';

/** The shop window: twenty ready orders, and every shoe for a cart of one's own. */
export function ShopPage() {
  const { data, error, refetch } = useQuery(ProductsDocument, {
    variables: { first: 100 },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useEffect(() => {
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') refetch().catch(() => {});
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [refetch]);
  const products = useMemo(() => data?.products.edges.map(({ node }) => node), [data]);
  const ready = useMemo(() => (products ? readyOrders(products) : []), [products]);
  return (
    <main className="page" id="main">
      <header className="page-head">
        <div>
          <h1>Order with one click</h1>
          <p>
            Twenty orders, each with a story: in stock, from two warehouses, or with something missing. Press
            one and follow it to the door.
          </p>
        </div>
      </header>
      {error && !products && (
        <p role="alert" className="note" data-tone="bad">
          {faultMessage(error)}
        </p>
      )}
      {!products && !error && <Skeleton rows={4} height="9rem" />}
      {products?.length === 0 && (
        <Blank title="The shelves are empty">
          <p>There is no product in the catalogue. `npm run seed` puts the sample catalogue there.</p>
        </Blank>
      )}
      {products && products.length > 0 && (
        <>
          <section aria-label="Ready orders">
            <ul className="ready-orders">
              {ready.map((order, index) => (
                <ReadyOrderCard key={order.title} order={order} number={index + 1} />
              ))}
            </ul>
          </section>
          <div className="grid grid-side" id="own">
            <section className="stack" aria-labelledby="shoes">
              <h2 id="shoes">Or make your own</h2>
              <ul className="products">
                {products.map((product) => (
                  <ProductCard key={product.sku} product={product} />
                ))}
              </ul>
            </section>
            <CartPanel products={products} />
          </div>
        </>
      )}
    </main>
  );
}
