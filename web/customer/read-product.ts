import type { ApolloClient } from '@apollo/client';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { ProductDocument } from '../generated/graphql.js';

/** A product with its stock as they are now; null if the catalogue does not have it. */
export async function readProduct(client: ApolloClient, sku: string): Promise<ProductDetailsFragment | null> {
  const { data } = await client.query({
    query: ProductDocument,
    variables: { sku },
    fetchPolicy: 'network-only',
  });
  return data?.product ?? null;
}
