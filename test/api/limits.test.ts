import { buildSchema, getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { Documents } from '../../src/limits/documents.js';
import { requireListSizes } from '../../src/limits/field-costs.js';
import { OrderRequests } from '../../src/limits/order-requests.js';
import { TokenBuckets } from '../../src/limits/token-buckets.js';
import { standardLimits } from '../standard-limits.js';

const schema = createSchema();
const documents = new Documents(schema, standardLimits());
const forNothing = () => null;
const prepare = (query: string, variables?: Record<string, unknown>) =>
  documents.prepare({ query, variables }, forNothing);
const problems = (text: string, variables?: Record<string, unknown>) => {
  const prepared = prepare(text, variables);
  return 'prepared' in prepared ? [] : prepared.map(({ message }) => message);
};
const costOf = (text: string, variables?: Record<string, unknown>) => {
  const prepared = prepare(text, variables);
  return 'prepared' in prepared ? prepared.cost : Number.NaN;
};

describe('documents', () => {
  test.each([
    [
      'a page of whole orders',
      '{ orders(first: 100) { edges { node { id items { sku } fulfillments { id } } } } }',
    ],
    [
      'a page size that is a variable',
      'query ($n: Int) { orders(first: $n) { nodes { id status items { sku } } } }',
    ],
    [
      'small pages of timelines',
      '{ orders(first: 20) { nodes { events(first: 20) { nodes { id at message } } } } }',
    ],
  ])('with %s are taken', (_, text) => {
    expect(problems(text)).toEqual([]);
  });

  test('that are too deep are refused, also through fragments', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'id' : `fulfillments { shipment { order { ${nested(levels - 1)} } } }`;
    expect(problems(`{ order(id: "1") { ${nested(3)} } }`)).toEqual([]);
    expect(problems(`{ order(id: "1") { ${nested(4)} } }`)).toHaveLength(1);
    const fragments = `{ order(id: "1") { ...A } } fragment A on Order { ${nested(2)} ...B }
      fragment B on Order { fulfillments { shipment { order { ...C } } } } fragment C on Order { ${nested(3)} }`;
    expect(problems(fragments)).toHaveLength(1);
  });

  test('that multiply pages are refused according to the requested page sizes, also in variables', () => {
    const text = `query ($n: Int = 100) { orders(first: $n) { nodes { events(first: $n) {
      edges { node { id at type message requestId } } nodes { id orderId cursor sequence at type message actor { kind actorId } } } } } }`;
    expect(problems(text)[0]).toContain('smaller pages');
    expect(problems(text, { n: 100 })[0]).toContain('smaller pages');
    expect(problems(text, { n: 20 })).toEqual([]);
    // Not a size: GraphQL refuses it later, and until then it counts as the largest.
    expect(problems(text, { n: 'many' })[0]).toContain('smaller pages');
  });

  test('cost what the lists in them may hold, and the reads that they cause', () => {
    expect(costOf('{ viewer { role } }')).toBe(2);
    expect(costOf('{ order(id: "1") { items { sku } } }')).toBe(20 + 1 + 100);
    const page = (fields: string) => costOf(`{ orders(first: 10) { nodes { ${fields} } } }`);
    expect(page('id items { sku }')).toBeGreaterThan(10 * 100);
    expect(page('id events(first: 5) { nodes { id } }')).toBeGreaterThan(page('id items { sku }') / 10);
    expect(costOf('{ orders(first: 10) { ...P } } fragment P on OrderConnection { nodes { id } }')).toBe(
      page('id'),
    );
    const unit = 'a0: sku a1: sku a2: sku a3: sku a4: sku a5: sku a6: sku a7: sku a8: sku a9: sku a10: sku';
    expect(
      problems(
        `{ orders(first: 100) { nodes { items { ${unit} b: quantity c: name d: name e: name } } } }`,
      )[0],
    ).toContain('smaller pages');
  });

  test('cannot escape by a list of unknown size', () => {
    expect(() => requireListSizes(buildSchema('type Query { things: [String!]! }'))).toThrow('Query.things');
    expect(() => requireListSizes(buildSchema('type Query { thing: String }'))).not.toThrow();
  });

  test('count root fields inside fragments', () => {
    const spreads = Array.from({ length: 21 }, (_, n) => `...F${n}`).join(' ');
    const fragments = Array.from(
      { length: 21 },
      (_, n) => `fragment F${n} on Query { a${n}: viewer { actorId } }`,
    );
    expect(problems(`{ ${spreads} } ${fragments.join(' ')}`)[0]).toContain('root fields');
  });

  test('with deep brackets are refused before they are parsed', () => {
    const deep = '['.repeat(2_000) + ']'.repeat(2_000);
    expect(problems(`{ order(id: ${deep}) { id } }`)[0]).toContain('brackets deep');
    expect(problems(`{ ${'viewer { '.repeat(100)}`)[0]).toContain('brackets deep');
    const nested = JSON.parse(deep) as unknown;
    expect(problems('query ($id: ID!) { order(id: $id) { id } }', { id: nested })[0]).toContain(
      'brackets deep',
    );
    expect(problems('{ viewer { actorId } }', { undeclared: nested })[0]).toContain('brackets deep');
  });

  test('keep declared variables only', () => {
    const prepared = prepare('query ($id: ID!) { order(id: $id) { id } }', { id: '1', other: 'x' });
    expect(prepared).toMatchObject({ variables: { id: '1' } });
    expect(prepared).not.toHaveProperty('variables.other');
  });

  test('are kept up to so many bytes', () => {
    const small = new Documents(schema, { LIMIT_OPERATION_COST: 1_000, LIMIT_DOCUMENT_BYTES: 100_000 });
    for (let n = 0; n < 200; n += 1)
      small.prepare({ query: `{ viewer { role } } # ${n} ${'x'.repeat(1_000)}` }, forNothing);
    expect(small.bytes).toBeGreaterThan(50_000);
    expect(small.bytes).toBeLessThanOrEqual(100_000);
    small.prepare({ query: `{ viewer { role } } # ${'x'.repeat(200_000)}` }, forNothing);
    expect(small.bytes).toBeLessThanOrEqual(100_000);
  });

  test('with fragments that multiply are measured without spreading them', () => {
    const levels = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Order { ...F${n + 1} ...F${n + 1} }`,
    );
    const text = `{ order(id: "1") { ...F0 } } ${levels.join(' ')} fragment F60 on Order { id }`;
    // Spread one by one, 2 to the power of 60 of them would never be measured to the end.
    expect(problems(text)[0]).toContain('smaller pages');
  });

  test('with a fragment that spreads itself come to an end', () => {
    expect(problems('{ order(id: "1") { ...A } } fragment A on Order { id ...A }')[0]).toContain('itself');
  });

  test('with many aliases or root fields are refused', () => {
    const many = (count: number, part: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => part(n)).join(' ');
    expect(problems(`{ ${many(21, (n) => `a${n}: viewer { actorId }`)} }`)[0]).toContain('root fields');
    expect(problems(`{ viewer { ${many(101, (n) => `a${n}: actorId`)} } }`)[0]).toContain('aliases');
  });

  test('may ask for the schema, and for each object’s type, but not many times under other names', () => {
    expect(problems(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: false }))).toEqual([]);
    expect(problems('{ one: __type(name: "Order") { name } two: __type(name: "Item") { name } }')).toEqual(
      [],
    );
    const page = (fields: string) =>
      `{ orders(first: 100) { nodes { events(first: 100) { nodes { ${fields} } } } } }`;
    expect(problems(page('__typename id at'))).toEqual([]);
    const aliases = (count: number, field: string) =>
      Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
    expect(problems(page(aliases(20, '__typename')))[0]).toContain('smaller pages');
    expect(problems(`{ viewer { ${aliases(101, '__typename')} } }`)[0]).toContain('aliases');
    expect(problems(`{ __schema { types { ${aliases(6, 'fields { name }')} } } }`)[0]).toContain('aliases');
    const fragment = `fragment F on __Type { ${aliases(6, 'fields { name }')} }`;
    expect(problems(`{ __schema { types { ...F } } } ${fragment}`)[0]).toContain('aliases');
  });
});

describe('requests to one order', () => {
  const rate = { burst: 20, perSecond: 20 };
  const carl = { kind: 'COURIER', id: 'carl' } as const;

  test('are held to a burst, and then to a rate', () => {
    const limit = new OrderRequests();
    const taken = (count: number, now: number) =>
      Array.from({ length: count }, () => limit.take(carl, 'one', now)).filter((wait) => wait === null)
        .length;
    expect(taken(100, 0)).toBe(20);
    expect(taken(100, 500)).toBe(10);
    expect(taken(100, 60_000)).toBe(20);
    expect(limit.take(carl, 'other', 60_000)).toBe(null);
  });

  test('of many couriers are held to a rate, and the customer of the order is heard', () => {
    const limit = new OrderRequests();
    const couriers = Array.from(
      { length: 1_000 },
      (_, n) => ({ kind: 'COURIER', id: `courier-${n}` }) as const,
    );
    const taken = couriers.filter((courier) => limit.take(courier, 'one', 0) === null);
    expect(taken).toHaveLength(40);
    expect(limit.take({ kind: 'CUSTOMER', id: 'ada' }, 'one', 0)).toBe(null);
    expect(limit.take(carl, 'other', 0)).toBe(null);
  });

  test('forget orders that nobody asks any more', () => {
    const limit = new TokenBuckets(rate);
    for (let n = 0; n < 50_000; n += 1) limit.take(`order-${n}`, 1, n);
    expect(limit.size).toBeLessThan(12_000);
  });
});
