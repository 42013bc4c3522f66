import { Route, Switch } from 'wouter';
import { idFromPath } from '../parts/id-in-path.js';
import { NotFound } from '../parts/not-found.js';
import './courier.css';
import { ShipmentPage } from './shipment-page.js';
import { ShipmentsPage } from './shipments-page.js';

/** The courier: what to pick up, what is under way, and one parcel at a time. */
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
