import { Link, Route, Switch, useLocation } from 'wouter';
import { idFromPath } from '../parts/id-in-path.js';
import { NotFound } from '../parts/not-found.js';
import { CustomerOrderPage } from './customer-order-page.js';
import './customer.css';
import { CustomerIdentity } from './customer-identity-chooser.js';
import { MyOrdersPage } from './my-orders-page.js';
import { ShopPage } from './shop-page.js';

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
          <CustomerIdentity />
        </nav>
      </div>
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
    </>
  );
}
