import type { Fetcher, FetcherOpts, FetcherParams } from '@graphiql/toolkit';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { Kind, parse } from 'graphql';
import { createRoot } from 'react-dom/client';
import { ofThisTab } from '../client/token.js';
import { exampleTabs } from './example-tabs.js';
import './playground.css';

const url = `${location.origin}/graphql`;
const fetchOrSubscribe = createGraphiQLFetcher({
  url,
  subscriptionUrl: url.replace(/^http/, 'ws'),
});

/** The editor's headers, for HTTP and for the socket's first message, where keys are case-sensitive. */
const fetcher: Fetcher = (parameters, options) => {
  const given = Object.entries(options?.headers ?? {})
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([, value]) => value !== '');
  const headers = { ...ofThisTab(), ...Object.fromEntries(given) };
  return fetchOrSubscribe(...asShown(parameters, { ...options, headers }));
};

/** Just after a change of tabs, GraphiQL still names the previous tab's operation. */
function asShown(parameters: FetcherParams, options: FetcherOpts): [FetcherParams, FetcherOpts] {
  try {
    const documentAST = parse(parameters.query);
    const operations = documentAST.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const [only] = operations;
    const known = operations.some(({ name }) => name?.value === parameters.operationName);
    if (known || operations.length !== 1) return [parameters, { ...options, documentAST }];
    return [
      { ...parameters, operationName: only?.name?.value ?? null },
      { ...options, documentAST },
    ];
  } catch {
    return [parameters, options]; // Invalid GraphQL: the API reports where.
  }
}

const root = document.getElementById('playground');
if (root === null) throw new Error('The page has no place for the Playground.');

// GraphiQL restores the tabs of earlier visits; only the first visit needs default tabs.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const tabs = exampleTabs();
const [first] = tabs;
const opening =
  isFirstVisit && first !== undefined ? { initialQuery: first.query, initialVariables: first.variables } : {};

createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={tabs} {...opening} defaultEditorToolsVisibility="variables">
    <GraphiQL.Logo>
      <a href="/">Order Management</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
