import { lazy, Suspense } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { Skeleton } from '../parts/blank.js';
import { idFromPath } from '../parts/id-in-path.js';
import { loadPages } from '../parts/load-pages.js';
import { NotFound } from '../parts/not-found.js';
import './customer.css';
import { CartLink } from './cart-link.js';
import { CustomerIdentity } from './customer-identity-chooser.js';

// Each page is loaded when it is opened: the shop is not needed to follow an order.
const ShopPage = lazy(() => loadPages(async () => ({ default: (await import('./shop-page.js')).ShopPage })));
const MyOrdersPage = lazy(() =>
  loadPages(async () => ({ default: (await import('./my-orders-page.js')).MyOrdersPage })),
);
const CustomerOrderPage = lazy(() =>
  loadPages(async () => ({ default: (await import('./customer-order-page.js')).CustomerOrderPage })),
);

const loading = (
  <main className="page">
    <Skeleton rows={3} height="7rem" />
  </main>
);

/** The customer: a shop, a cart, and orders to follow. */
export function CustomerPages() {
  const [location] = useLocation();
  return (
    <>
      <div className="subnav">
        <nav className="tabs" aria-label="Customer">
          <Link href="/" aria-current={location === '/' ? 'page' : undefined}>
            Shop
          </Link>
          <Link href="/orders" aria-current={location.startsWith('/orders') ? 'page' : undefined}>
            My orders
          </Link>
          <CartLink />
          <CustomerIdentity />
        </nav>
      </div>
      <Suspense fallback={loading}>
        <Switch>
          <Route path="/">
            <ShopPage />
          </Route>
          <Route path="/orders">
            <MyOrdersPage />
          </Route>
          <Route path="/orders/:id">{({ id }) => <CustomerOrderPage key={id} id={idFromPath(id)} />}</Route>
          <Route>
            <NotFound what="page" />
          </Route>
        </Switch>
      </Suspense>
    </>
  );
}
