import type { ListChange } from './use-change-feed.js';

export interface Edge<TNode> {
  readonly cursor: string;
  readonly node: TNode;
}

export interface Page<TNode> {
  readonly edges: readonly Edge<TNode>[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

export interface ListRules<TNode> {
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

interface Identified {
  readonly id: string;
}

/** Applies changes to a page of a list. Pure. */
export function applyChanges<TNode extends Identified, TPage extends Page<TNode>>(
  page: TPage,
  changes: readonly ListChange<TNode>[],
  rules: ListRules<TNode>,
): Applied<TNode, TPage> {
  let edges = [...page.edges];
  let unsure = false;
  const added: TNode[] = [];
  for (const { kind, id, node } of changes) {
    const at = edges.findIndex((edge) => edge.node.id === (node?.id ?? id));
    switch (kind) {
      case 'RESYNC':
        unsure = true;
        break;
      case 'LEFT':
        if (at >= 0) edges.splice(at, 1);
        if (at >= 0 && page.pageInfo.hasNextPage) unsure = true;
        break;
      case 'CHANGED':
        if (node === null) break;
        if (at >= 0) edges[at] = { cursor: edges[at]?.cursor ?? '', node };
        else if (rules.newcomers === 'insert') {
          edges.push({ cursor: '', node });
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
