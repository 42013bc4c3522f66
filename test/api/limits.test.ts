import type { ValidationRule } from 'graphql';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { validationRules } from '../../src/limits/document-limits.js';
import { RequestLimit } from '../../src/limits/request-limit.js';

const schema = createSchema();
const problems = (text: string) =>
  validate(schema, parse(text), [...validationRules] as ValidationRule[]).map(({ message }) => message);

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

  test('that multiply pages are refused, whatever the page size in the variable', () => {
    const text = (size: string) =>
      `query ($n: Int) { orders(first: ${size}) { nodes { events(first: ${size}) { nodes { id at type message } } } } }`;
    expect(problems(text('100'))[0]).toContain('smaller pages');
    expect(problems(text('$n'))[0]).toContain('smaller pages');
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
    expect(problems('{ order(id: "1") { ...A } } fragment A on Order { id ...A }')).toEqual([]);
  });

  test('with many aliases or root fields are refused', () => {
    const many = (count: number, part: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => part(n)).join(' ');
    expect(problems(`{ ${many(21, (n) => `a${n}: viewer { id }`)} }`)[0]).toContain('root fields');
    expect(problems(`{ viewer { ${many(101, (n) => `a${n}: id`)} } }`)[0]).toContain('aliases');
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
    expect(problems(page(aliases(5, '__typename')))[0]).toContain('smaller pages');
    expect(problems(`{ viewer { ${aliases(101, '__typename')} } }`)[0]).toContain('aliases');
    expect(problems(`{ __schema { types { ${aliases(6, 'fields { name }')} } } }`)[0]).toContain('aliases');
    const fragment = `fragment F on __Type { ${aliases(6, 'fields { name }')} }`;
    expect(problems(`{ __schema { types { ...F } } } ${fragment}`)[0]).toContain('aliases');
  });
});

describe('requests to one order', () => {
  test('are held to a burst, and then to a rate', () => {
    const limit = new RequestLimit();
    const taken = (count: number, now: number) =>
      Array.from({ length: count }, () => limit.take('one', now)).filter(Boolean).length;
    expect(taken(100, 0)).toBe(20);
    expect(taken(100, 500)).toBe(10);
    expect(taken(100, 60_000)).toBe(20);
    expect(limit.take('other', 60_000)).toBe(true);
  });

  test('forget orders that nobody asks any more', () => {
    const limit = new RequestLimit();
    for (let n = 0; n < 50_000; n += 1) limit.take(`order-${n}`, n);
    expect(limit.size).toBeLessThan(12_000);
  });
});
