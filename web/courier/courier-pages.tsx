import { Route, Switch } from 'wouter';
import { idFromPath } from '../parts/id-in-path.js';
import { NotFound } from '../parts/not-found.js';
import './courier.css';
import { ShipmentPage } from './shipment-page.js';
import { ShipmentsPage } from './shipments-page.js';

/** The courier's pages: what to pick up, what is under way, and a page for each parcel. */
export function CourierPages() {
  return (
    <Switch>
      <Route path="/">
        <ShipmentsPage />
      </Route>
      <Route path="/:id">{({ id }) => <ShipmentPage key={id} id={idFromPath(id)} />}</Route>
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  );
}
