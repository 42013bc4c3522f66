import type { RequestedItem } from './order-input.js';

/** The available units of a SKU by location. */
export type StockOnHand = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What one warehouse sends. */
export interface Allocation<Item extends RequestedItem> {
  readonly location: string;
  readonly lines: readonly Item[];
}

export interface Allocations<Item extends RequestedItem> {
  readonly allocations: readonly Allocation<Item>[];
  readonly unavailable: readonly Item[];
}

/**
 * Splits an order over as few warehouses as possible, deterministically: first the one that can send the most complete lines,
 * then the one that can send the most of the rest. Only a line that no warehouse has complete is split by quantity,
 * preferably over warehouses that send something anyway. What no warehouse has is unavailable.
 */
export function allocateItems<Item extends RequestedItem>(
  items: readonly Item[],
  stock: StockOnHand,
): Allocations<Item> {
  const taken = new Map<string, Item[]>();
  const take = (location: string, line: Item) => {
    const lines = taken.get(location) ?? [];
    taken.set(location, [...lines, line]);
  };

  let rest = items;
  for (;;) {
    const best = bestWarehouse(rest, stock);
    if (best === null) break;
    const hasWhole = (item: Item) => unitsAt(stock, item.sku, best) >= item.quantity;
    for (const line of rest.filter(hasWhole)) take(best, line);
    rest = rest.filter((item) => !hasWhole(item));
  }

  const unavailable: Item[] = [];
  for (const line of rest) {
    const { sku, quantity } = line;
    let missing = quantity;
    for (const location of locationsToSplitOver(stock.get(sku), taken)) {
      const units = Math.min(unitsAt(stock, sku, location), missing);
      if (units === 0) continue;
      take(location, { ...line, quantity: units });
      missing -= units;
    }
    if (missing > 0) unavailable.push({ ...line, quantity: missing });
  }
  return {
    allocations: [...taken].map(([location, lines]) => ({ location, lines: inOrderOf(items, lines) })),
    unavailable,
  };
}

/** The warehouse that can send the most complete lines, then the most units, then the first by name. */
function bestWarehouse(items: readonly RequestedItem[], stock: StockOnHand): string | null {
  const locations = new Set(items.flatMap(({ sku }) => [...(stock.get(sku)?.keys() ?? [])]));
  let best: { readonly location: string; readonly lines: number; readonly units: number } | null = null;
  for (const location of [...locations].sort()) {
    const whole = items.filter(({ sku, quantity }) => unitsAt(stock, sku, location) >= quantity);
    const units = items.reduce(
      (sum, item) => sum + Math.min(unitsAt(stock, item.sku, location), item.quantity),
      0,
    );
    const better =
      best === null || whole.length > best.lines || (whole.length === best.lines && units > best.units);
    if (whole.length > 0 && better) best = { location, lines: whole.length, units };
  }
  return best?.location ?? null;
}

function locationsToSplitOver(
  units: ReadonlyMap<string, number> | undefined,
  taken: ReadonlyMap<string, unknown>,
): readonly string[] {
  const used = (location: string) => (taken.has(location) ? 1 : 0);
  return [...(units ?? [])]
    .sort(([a, unitsA], [b, unitsB]) => used(b) - used(a) || unitsB - unitsA || (a < b ? -1 : 1))
    .map(([location]) => location);
}

function inOrderOf<Item extends RequestedItem>(
  items: readonly Item[],
  lines: readonly Item[],
): readonly Item[] {
  const place = new Map(items.map(({ sku }, index) => [sku, index]));
  return [...lines].sort((a, b) => (place.get(a.sku) ?? 0) - (place.get(b.sku) ?? 0));
}

function unitsAt(stock: StockOnHand, sku: string, location: string): number {
  return stock.get(sku)?.get(location) ?? 0;
}
