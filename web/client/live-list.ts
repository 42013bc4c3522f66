import type { ListChange } from './use-change-feed.js';

export interface Edge<TNode> {
  readonly __typename: string;
  readonly cursor: string;
  readonly node: TNode;
}

export interface Page<TNode> {
  readonly edges: readonly Edge<TNode>[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

export interface ListRules<TNode> {
  /** The type of the list's edges: an edge without it is incomplete to the cache, which then reads the list again. */
  readonly edgeType: string;
  /** Rows on a page. */
  readonly size: number;
  /** What to do with a row that is new here: a later page ignores it, a search asks the server. */
  readonly newcomers: 'insert' | 'ignore' | 'ask';
  /** Negative when the first goes before the second. */
  readonly compare: (first: TNode, second: TNode) => number;
}

export interface Applied<TNode, TPage> {
  readonly page: TPage;
  /** Whether the page must be read from the server again. */
  readonly unsure: boolean;
  readonly added: readonly TNode[];
}

/** A row of a list: an order or a shipment. */
export interface Row {
  readonly id: string;
  readonly revision: number;
}

/** Applies changes to a page of a list. Pure. */
export function applyChanges<TNode extends Row, TPage extends Page<TNode>>(
  page: TPage,
  changes: readonly ListChange<TNode>[],
  rules: ListRules<TNode>,
): Applied<TNode, TPage> {
  let edges = [...page.edges];
  let unsure = false;
  const added: TNode[] = [];
  for (const { kind, id, node } of changes) {
    const at = edges.findIndex((edge) => edge.node.id === (node?.id ?? id));
    const known = edges[at];
    switch (kind) {
      case 'RESYNC':
        unsure = true;
        break;
      case 'LEFT':
        if (known === undefined) break;
        edges.splice(at, 1);
        if (page.pageInfo.hasNextPage) unsure = true;
        break;
      case 'CHANGED':
        // A read may have brought states newer than the changes that arrived during it.
        if (node === null || (known !== undefined && known.node.revision > node.revision)) break;
        if (known !== undefined) edges[at] = { ...known, node };
        else if (rules.newcomers === 'insert') {
          edges.push({ __typename: rules.edgeType, cursor: '', node });
          added.push(node);
        } else if (rules.newcomers === 'ask') unsure = true;
        break;
      default:
        kind satisfies never;
    }
  }
  if (rules.newcomers === 'insert') edges.sort((first, second) => rules.compare(first.node, second.node));
  const overflow = edges.length > rules.size;
  if (overflow) edges = edges.slice(0, rules.size);
  const hasNextPage = page.pageInfo.hasNextPage || overflow;
  return { page: { ...page, edges, pageInfo: { ...page.pageInfo, hasNextPage } }, unsure, added };
}
