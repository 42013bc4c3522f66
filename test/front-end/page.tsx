import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createRoot } from 'react-dom/client';
import { TrackOrder } from './snippets/track-order.js';

/** A page with the tracked order on it: what it shows, and how to leave it. */
export function openPage(client: ApolloClient, id: string) {
  const container = document.createElement('div');
  const root = createRoot(container);
  root.render(
    <ApolloProvider client={client}>
      <TrackOrder id={id} />
    </ApolloProvider>,
  );
  return { text: () => container.textContent ?? '', leave: () => root.unmount() };
}
