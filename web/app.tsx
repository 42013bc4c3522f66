import { lazy, Suspense, use } from 'react';
import { Route, Switch } from 'wouter';
import type { Installation } from './client/installation.js';
import { Frame } from './frame.js';
import { Skeleton } from './parts/blank.js';
import { loadPages } from './parts/load-pages.js';
import { NotFound } from './parts/not-found.js';
import { RoleGate } from './session/role-gate.js';
import { SessionGate } from './session/session.js';

// A role's pages are loaded when they are opened.
const Home = lazy(() => loadPages(async () => ({ default: (await import('./home/home-page.js')).HomePage })));
const Customer = lazy(() =>
  loadPages(async () => ({ default: (await import('./customer/customer-pages.js')).CustomerPages })),
);
const Courier = lazy(() =>
  loadPages(async () => ({ default: (await import('./courier/courier-pages.js')).CourierPages })),
);
const Manager = lazy(() =>
  loadPages(async () => ({ default: (await import('./manager/manager-pages.js')).ManagerPages })),
);
const Operator = lazy(() =>
  loadPages(async () => ({ default: (await import('./operator/operator-pages.js')).OperatorPages })),
);

const loading = (
  <main className="page">
    <Skeleton rows={3} height="7rem" />
  </main>
);

/** The pages of the four roles, behind the session. */
export function App({ installation }: { readonly installation: Promise<Installation> }) {
  return (
    <SessionGate installation={use(installation)}>
      <Frame>
        <Suspense fallback={loading}>
          <Switch>
            <Route path="/">
              <Home />
            </Route>
            <Route path="/customer" nest>
              <RoleGate to="CUSTOMER">
                <Customer />
              </RoleGate>
            </Route>
            <Route path="/courier" nest>
              <RoleGate to="COURIER">
                <Courier />
              </RoleGate>
            </Route>
            <Route path="/manager" nest>
              <RoleGate to="MANAGER">
                <Manager />
              </RoleGate>
            </Route>
            <Route path="/operator" nest>
              <RoleGate to="OPERATOR">
                <Operator />
              </RoleGate>
            </Route>
            <Route>
              <NotFound what="page" />
            </Route>
          </Switch>
        </Suspense>
      </Frame>
    </SessionGate>
  );
}
