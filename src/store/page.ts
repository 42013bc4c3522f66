import { badInput } from '../errors/api-errors.js';

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** Lists are counted up to 10,000; this means that there are more. */
export const COUNT_LIMIT = 10_001;

/** The requested page of a list, with valid arguments. */
export interface PageRequest {
  readonly size: number;
  /** Whether the page is taken from the end of the range. */
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

/** The page that the arguments request; throws BAD_USER_INPUT when they are invalid. */
export function pageRequestOf({ first, after, last, before }: PageArgumentValues): PageRequest {
  if (first != null && last != null) throw badInput('Give first or last, not both');
  const size = first ?? last ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw badInput(`${last == null ? 'first' : 'last'} must be from 1 to ${MAX_PAGE_SIZE}`);
  }
  return { size, fromEnd: last != null, after: after ?? null, before: before ?? null };
}

/** What the connection types are resolved from. */
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

export interface CountedPage<Node> extends Page<Node> {
  /** The length of the list, up to `COUNT_LIMIT`. */
  count(): Promise<number>;
}

/**
 * Makes a page of rows in reading order, which include one row more than the page when there are more. Entries on the other
 * side of the client's cursor are assumed to exist.
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

/** The page with the newest known state of each node. It keeps the change mark of the row, which is its place in the list. */
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

/** The page with only those nodes that are to be shown; its own cursors stay as they are. */
export function pageWith<Node>(page: CountedPage<Node>, isShown: (node: Node) => boolean): CountedPage<Node> {
  if (page.nodes.every(isShown)) return page;
  const edges = page.edges.filter(({ node }) => isShown(node));
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}

export const emptyPage: CountedPage<never> = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  count: async () => 0,
};
