import { badInput } from '../errors/api-errors.js';

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** A list is counted up to here; one more says that there are more. */
export const COUNT_LIMIT = 10_001;

/** Which page of a list is asked for, its arguments checked. */
export interface PageRequest {
  readonly size: number;
  /** From the end of the range instead of from its start. */
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

interface PageArgumentValues {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The page that the arguments ask for; BAD_USER_INPUT when they make no sense. */
export function pageRequestOf({ first, after, last, before }: PageArgumentValues): PageRequest {
  if (first != null && last != null) throw badInput('Give first or last, not both');
  const size = first ?? last ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw badInput(`${last == null ? 'first' : 'last'} must be from 1 to ${MAX_PAGE_SIZE}`);
  }
  return { size, fromEnd: last != null, after: after ?? null, before: before ?? null };
}

/** A page of a list: what the connection types are resolved from. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A page that can also say how long its list is. */
export interface CountedPage<Node> extends Page<Node> {
  /** Counts, up to the limit. */
  count(): Promise<number>;
}

/**
 * The page from rows in the direction of reading, one more than it holds where there are more.
 * What lies beyond the cursor a reader came from is taken to be still there.
 */
export function pageOf<Row, Node>(
  rows: readonly Row[],
  { size, fromEnd, after, before }: PageRequest,
  edgeOf: (row: Row) => { readonly cursor: string; readonly node: Node },
): Page<Node> {
  const hasMore = rows.length > size;
  const edges = rows.slice(0, size).map(edgeOf);
  if (fromEnd) edges.reverse();
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: fromEnd ? before !== null : hasMore,
      hasPreviousPage: fromEnd ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The page with each node as it is to be shown; a newer state keeps the mark of the row, which is its place in the list. */
export function shownPage<Node extends { readonly changeMark?: string }>(
  page: CountedPage<Node>,
  newest: (node: Node) => Omit<Node, 'changeMark'>,
): CountedPage<Node> {
  const edges = page.edges.map(({ cursor, node }) => {
    const shown = newest(node);
    return { cursor, node: shown === node ? node : ({ ...shown, changeMark: node.changeMark } as Node) };
  });
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}

/** A page of a list that is known to hold nothing. */
export const emptyPage: CountedPage<never> = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  count: async () => 0,
};
