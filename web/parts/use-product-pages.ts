import { useQuery } from '@apollo/client/react';
import { useDeferredValue } from 'react';
import type { ProductFilter } from '../generated/graphql.js';
import { ProductsDocument } from '../generated/graphql.js';
import type { PagerProps } from './pager.js';
import { useCursorPages } from './use-cursor-pages.js';

/** The products that a search and a filter find, in pages; a page stays until the next one is loaded. */
export function useProductPages(typed: string, size: number, filter: ProductFilter = {}) {
  const search = useDeferredValue(typed.trim());
  const where = search === '' ? filter : { ...filter, search };
  const pages = useCursorPages(JSON.stringify(where));
  const { data, previousData, error, refetch } = useQuery(ProductsDocument, {
    variables: { first: size, after: pages.after, where },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const list = (data ?? previousData)?.products;
  const pager: PagerProps = {
    pages,
    hasNext: list?.pageInfo.hasNextPage ?? false,
    // Not the previous page's, which is shown until the next one is loaded.
    lastCursor: async () => data?.products?.pageInfo.endCursor ?? null,
  };
  return { search, isFiltered: Object.keys(where).length > 0, list, error, refetch, pager };
}
