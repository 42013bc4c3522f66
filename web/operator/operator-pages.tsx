import { Route, Switch } from 'wouter';
import { AssignCourier } from '../parts/assign-courier.js';
import { idFromPath } from '../parts/id-in-path.js';
import { MaintenanceBanner } from '../parts/maintenance-banner.js';
import { NotFound } from '../parts/not-found.js';
import { OrderView } from '../parts/order-view.js';
import { StaffActions } from '../parts/staff-actions.js';
import { ControlRoom } from './control-room.js';
import './operator.css';

/** The operator's pages: the state of the system, and load on demand. */
export function OperatorPages() {
  return (
    <>
      <MaintenanceBanner />
      <Switch>
        <Route path="/">
          <ControlRoom />
        </Route>
        <Route path="/orders/:id">
          {({ id }) => (
            <OrderView
              key={id}
              id={idFromPath(id)}
              back={{ href: '/', text: 'Control room' }}
              actions={(order) => <StaffActions order={order} />}
              parcelActions={(shipment) => <AssignCourier shipment={shipment} />}
            />
          )}
        </Route>
        <Route>
          <NotFound what="page" />
        </Route>
      </Switch>
    </>
  );
}
