import { expect, test } from 'vitest';
import type { StockOnHand } from '../../schema/domain/allocate-items.js';
import { allocateItems } from '../../schema/domain/allocate-items.js';

function stock(levels: Readonly<Record<string, Readonly<Record<string, number>>>>): StockOnHand {
  return new Map(Object.entries(levels).map(([sku, units]) => [sku, new Map(Object.entries(units))]));
}

const items = (...lines: readonly (readonly [string, number])[]) =>
  lines.map(([sku, quantity]) => ({ sku, quantity }));

test('one warehouse that has everything sends everything', () => {
  const { allocations, unavailable } = allocateItems(
    items(['a', 2], ['b', 1]),
    stock({ a: { east: 9, west: 2 }, b: { west: 1 } }),
  );
  expect(allocations).toEqual([{ location: 'west', lines: items(['a', 2], ['b', 1]) }]);
  expect(unavailable).toEqual([]);
});

test('the warehouse with the most whole lines comes first, the others send the rest', () => {
  const { allocations } = allocateItems(
    items(['a', 1], ['b', 1], ['c', 1]),
    stock({ a: { east: 1 }, b: { west: 1 }, c: { west: 1, east: 0 } }),
  );
  expect(allocations).toEqual([
    { location: 'west', lines: items(['b', 1], ['c', 1]) },
    { location: 'east', lines: items(['a', 1]) },
  ]);
});

test('a line is split only when no warehouse has it whole, first over those that send anyway', () => {
  const { allocations, unavailable } = allocateItems(
    items(['a', 6], ['b', 1]),
    stock({ a: { east: 3, west: 2, north: 5 }, b: { west: 4 } }),
  );
  expect(allocations).toEqual([
    { location: 'west', lines: items(['a', 2], ['b', 1]) },
    { location: 'north', lines: items(['a', 4]) },
  ]);
  expect(unavailable).toEqual([]);
});

test('what no warehouse has is unavailable, the part of a line too', () => {
  const { allocations, unavailable } = allocateItems(
    items(['a', 5], ['b', 2], ['unknown', 1]),
    stock({ a: { east: 2, west: 2 }, b: {} }),
  );
  expect(allocations).toEqual([
    { location: 'east', lines: items(['a', 2]) },
    { location: 'west', lines: items(['a', 2]) },
  ]);
  expect(unavailable).toEqual(items(['a', 1], ['b', 2], ['unknown', 1]));
});

test('of warehouses with as many whole lines, the one with the most units comes first, then the first by name', () => {
  const [first] = allocateItems(
    items(['a', 1], ['b', 9]),
    stock({ a: { west: 1, east: 1 }, b: { west: 5, east: 4 } }),
  ).allocations;
  expect(first?.location).toBe('west');
  const [other] = allocateItems(
    items(['b', 9], ['a', 1]),
    stock({ b: { east: 5, west: 4 }, a: { east: 1, west: 1 } }),
  ).allocations;
  expect(other?.location).toBe('east');
  const equal = allocateItems(items(['a', 1]), stock({ a: { west: 7, east: 1 } }));
  expect(equal.allocations).toEqual([{ location: 'east', lines: items(['a', 1]) }]);
});

test('a warehouse with more units and fewer whole lines waits', () => {
  const [first] = allocateItems(
    items(['a', 1], ['b', 1], ['c', 100]),
    stock({ a: { east: 1, west: 1 }, b: { east: 1 }, c: { west: 99 } }),
  ).allocations;
  expect(first?.location).toBe('east');
});

test('of warehouses with as many units of a line that is split, the first by name comes first', () => {
  const { allocations } = allocateItems(items(['a', 3]), stock({ a: { west: 2, north: 2, east: 2 } }));
  expect(allocations.map(({ location }) => location)).toEqual(['east', 'north']);
});
