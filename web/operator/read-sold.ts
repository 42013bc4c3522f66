import type { ApolloClient } from '@apollo/client';
import type { ProductDetailsFragment, ProductsQuery } from '../generated/graphql.js';
import { ProductsDocument } from '../generated/graphql.js';

// As many as the API gives at once; ten times, for a load needs no more than a thousand.
const size = 100;
const mostPages = 10;

/** What the shop sells, page by page, for the load to choose from. */
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
