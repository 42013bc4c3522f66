import type { TadaDocumentNode } from 'gql.tada';
import { initGraphQLTada } from 'gql.tada';
import { print } from 'graphql';
import type { introspection } from './graphql-env.js';

/** Infers the types of results from the text of the document, without generating code. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { ID: string; DateTime: string; SafeInt: number };
}>();

export const productQuery = graphql(`
  query Product($sku: String!) {
    product(sku: $sku) {
      id
      name
      unitPrice {
        amount
        currency
      }
    }
  }
`);

/** Sends a document and returns its data. A failed field is null. */
export async function ask<Data, Variables>(
  url: string,
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data } = (await response.json()) as { data: Data };
  return data;
}
