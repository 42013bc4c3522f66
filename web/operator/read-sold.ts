import type { ApolloClient } from '@apollo/client';
import type { ProductDetailsFragment, ProductsQuery } from '../generated/graphql.js';
import { ProductsDocument } from '../generated/graphql.js';

// The API's maximum page size, and ten pages: the load needs no more than a thousand products.
const size = 100;
const mostPages = 10;

/** Reads the products that the load can choose from. */
export async function readSold(client: ApolloClient): Promise<readonly ProductDetailsFragment[]> {
  const products: ProductDetailsFragment[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: ApolloClient.QueryResult<ProductsQuery> = await client.query({
      query: ProductsDocument,
      variables: { first: size, after },
      fetchPolicy: 'no-cache',
    });
    const list = answer.data?.products;
    products.push(...(list?.edges.map(({ node }) => node) ?? []));
    after = list?.pageInfo.endCursor ?? null;
    if (after === null || !list?.pageInfo.hasNextPage) break;
  }
  return products;
}
