import { ApolloProvider } from '@apollo/client/react';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app.js';
import { createApolloClient } from './client/apollo-client.js';
import { bearer, ofThisTab } from './client/token.js';
import './design-system.css';
import { readInstallation } from './client/installation.js';
import { Skeleton } from './parts/blank.js';
import { ConnectionBanner } from './parts/connection-banner.js';
import { useExactLocation } from './parts/exact-location.js';
import { loadPages } from './parts/load-pages.js';

const TrackingPage = lazy(() =>
  loadPages(async () => ({ default: (await import('./tracking/tracking-page.js')).TrackingPage })),
);

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the app.');

const installation = readInstallation();

// A tracking link identifies the reader, even in a tab where somebody is signed in.
const [, trackingToken] = /^\/track\/([^/]+)\/?$/.exec(location.pathname) ?? [];
const authorization = trackingToken === undefined ? ofThisTab : () => bearer(trackingToken);

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createApolloClient(installation, authorization)}>
      <Suspense
        fallback={
          <>
            <ConnectionBanner />
            <main className="page">
              <h1>Order Management</h1>
              <Skeleton rows={3} height="7rem" />
            </main>
          </>
        }
      >
        <Router hook={useExactLocation}>
          {trackingToken === undefined ? <App installation={installation} /> : <TrackingPage />}
        </Router>
      </Suspense>
    </ApolloProvider>
  </StrictMode>,
);
