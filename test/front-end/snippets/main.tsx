import { ApolloProvider } from '@apollo/client/react';
import { createRoot } from 'react-dom/client';
import { createApolloClient, createSocket } from './clients.js';
import { TrackOrder } from './track-order.js';

const url = 'http://localhost:4000/graphql';
const token = async () => 'any text, where no token is asked for';

const client = createApolloClient(url, createSocket(url.replace(/^http/, 'ws'), token), token);
const id = new URLSearchParams(location.search).get('order') ?? 'my-first-order';
const root = document.getElementById('root');

if (root) {
  createRoot(root).render(
    <ApolloProvider client={client}>
      <TrackOrder id={id} />
    </ApolloProvider>,
  );
}
