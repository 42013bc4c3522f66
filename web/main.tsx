import { ApolloProvider } from '@apollo/client/react';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app.js';
import { createApolloClient } from './client/apollo-client.js';
import './design-system.css';
import { readInstallation } from './client/installation.js';
import { Skeleton } from './parts/blank.js';
import { ConnectionBanner } from './parts/connection-banner.js';
import { useExactLocation } from './parts/exact-location.js';

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the app.');

const installation = readInstallation();

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createApolloClient(installation)}>
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
          <App installation={installation} />
        </Router>
      </Suspense>
    </ApolloProvider>
  </StrictMode>,
);
