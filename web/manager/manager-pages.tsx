import { Link, Route, Switch, useLocation } from 'wouter';
import { idFromPath } from '../parts/id-in-path.js';
import { placeIn } from '../parts/list-place.js';
import { MaintenanceBanner } from '../parts/maintenance-banner.js';
import { NotFound } from '../parts/not-found.js';
import { OrderView } from '../parts/order-view.js';
import { StaffActions } from '../parts/staff-actions.js';
import { FraudPage } from './fraud-page.js';
import './manager.css';
import { OrdersPage } from './orders-page.js';
import { OtherOrders } from './other-orders.js';
import { PackingSlipPage } from './packing-slip-page.js';
import { ParcelActions } from './parcel-actions.js';
import { StockPage } from './stock-page.js';

const tabs = [
  { href: '/', name: 'Orders' },
  { href: '/stock', name: 'Stock' },
  { href: '/fraud', name: 'Payments' },
] as const;

/** The manager's pages: all orders, the stock, and the fraud settings. */
export function ManagerPages() {
  const [location] = useLocation();
  const isCurrent = (href: string): boolean =>
    href === '/' ? location === '/' || /^\/(orders|slips)/.test(location) : location.startsWith(href);
  return (
    <>
      <MaintenanceBanner />
      <div className="subnav">
        <nav className="tabs" aria-label="Manager">
          {tabs.map(({ href, name }) => (
            <Link key={href} href={href} aria-current={isCurrent(href) ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
      </div>
      <Switch>
        <Route path="/">
          <OrdersPage />
        </Route>
        <Route path="/orders/:id">
          {({ id }) => (
            <OrderView
              key={id}
              id={idFromPath(id)}
              back={{ href: placeIn('manager'), text: 'All orders' }}
              actions={(order) => <StaffActions order={order} />}
              parcelActions={(shipment) => <ParcelActions shipment={shipment} />}
              beside={(order) => <OtherOrders order={order} />}
            />
          )}
        </Route>
        <Route path="/slips/:id">{({ id }) => <PackingSlipPage key={id} id={idFromPath(id)} />}</Route>
        <Route path="/stock">
          <StockPage />
        </Route>
        <Route path="/fraud">
          <FraudPage />
        </Route>
        <Route>
          <NotFound what="page" />
        </Route>
      </Switch>
    </>
  );
}
