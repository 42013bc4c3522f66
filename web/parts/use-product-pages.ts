import { useQuery } from '@apollo/client/react';
import { useDeferredValue } from 'react';
import { ProductsDocument } from '../generated/graphql.js';
import type { PagerProps } from './pager.js';
import { useCursorPages } from './use-cursor-pages.js';

/** The products that a search finds, in pages; a page stays until the next one is loaded. */
export function useProductPages(typed: string, size: number) {
  const search = useDeferredValue(typed.trim());
  const pages = useCursorPages(search);
  const { data, previousData, error, refetch } = useQuery(ProductsDocument, {
    variables: { first: size, after: pages.after, where: search === '' ? {} : { search } },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const list = (data ?? previousData)?.products;
  const pager: PagerProps = {
    page: pages.page,
    hasNext: list?.pageInfo.hasNextPage ?? false,
    onFirst: pages.first,
    onPrevious: pages.previous,
    onNext: () => {
      // Not the previous page's, which is shown until the next one is loaded.
      const cursor = data?.products?.pageInfo.endCursor;
      if (cursor != null) pages.next(cursor);
    },
  };
  return { search, list, error, refetch, pager };
}
