const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');
const deep = '['.repeat(2_000) + ']'.repeat(2_000);

/** Each is refused with QUERY_TOO_COSTLY. */
export const tooCostly: readonly (readonly [name: string, query: string])[] = [
  [
    'lists in lists under many names',
    `{ orders(first: 100) { nodes { items { ${many(99, (n) => `a${n}: sku`)} } } } }`,
  ],
  [
    'a page of events for each order and name',
    `{ orders(first: 100) { nodes { ${many(90, (n) => `a${n}: events(first: ${n + 1}) { nodes { id } }`)} } } }`,
  ],
  [
    'mutations inside fragments',
    `mutation { ${many(100, (n) => `...F${n}`)} } ${many(
      100,
      (n) => `fragment F${n} on Mutation { a${n}: fraudReset { userErrors { message } } }`,
    )}`,
  ],
  ['deep brackets', `{ order(id: ${deep}) { id } }`],
  ['deep fields', `{ ${'viewer { '.repeat(500)} id ${'}'.repeat(500)} }`],
  ['the same field a thousand times', `{ viewer { ${'id '.repeat(1_100)} } }`],
  ['too many tokens', `{ ${'viewer { actorId } '.repeat(2_000)} }`],
  [
    'fragments that double',
    `{ ...F0 } ${many(60, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on Query { viewer { actorId } }`,
  ],
];

/** The costliest query that is still answered: a hundred orders, each with a page of its events. */
export const COSTLY_PAGES =
  '{ orders(first: 100) { nodes { items { sku name } events(first: 20) { nodes { id type at message } } } } }';

export const ORDER_BY_ID = 'query ($id: ID!) { order(id: $id) { id } }';

/** The body of a request whose variable `id` is nested deeper than any that a client means. */
export function withDeepVariables(query: string): string {
  const id = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  return `{"query":${JSON.stringify(query)},"variables":{"id":${id}}}`;
}
