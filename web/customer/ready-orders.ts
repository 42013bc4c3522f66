import type { ProductDetailsFragment } from '../generated/graphql.js';

export interface OrderLine {
  readonly product: ProductDetailsFragment;
  readonly quantity: number;
}

export interface ReadyOrder {
  readonly title: string;
  readonly lines: readonly OrderLine[];
}

/** The catalogue, grouped by what happens to an order. */
interface Shelf {
  readonly stocked: readonly ProductDetailsFragment[];
  /** Only a few left. */
  readonly scarce: readonly ProductDetailsFragment[];
  readonly missing: readonly ProductDetailsFragment[];
}

type Recipe = (shelf: Shelf) => readonly (OrderLine | undefined)[];

const fewAre = 20;

/** Its stock in all warehouses. */
export function availableOf({ stock }: ProductDetailsFragment): number {
  return stock.reduce((total, { available }) => total + available, 0);
}

function pick(
  from: readonly ProductDetailsFragment[],
  index: number,
  quantity: number,
): OrderLine | undefined {
  const product = from[index % Math.max(1, from.length)];
  return product && { product, quantity };
}

const has =
  (index: number, quantity = 1): ((shelf: Shelf) => OrderLine | undefined) =>
  ({ stocked }) =>
    pick(stocked, index, quantity);

const lacks =
  (index: number): ((shelf: Shelf) => OrderLine | undefined) =>
  ({ missing }) =>
    pick(missing, index, 1);

const rare =
  (index: number): ((shelf: Shelf) => OrderLine | undefined) =>
  ({ scarce, stocked }) =>
    pick(scarce.length > 0 ? scarce : stocked, index, 1);

/** One more than any single warehouse has, so that it is sent in two parcels. */
function split({ scarce }: Shelf): OrderLine | undefined {
  const product = scarce.find(({ stock }) => stock.filter(({ available }) => available > 0).length > 1);
  if (product === undefined) return undefined;
  return { product, quantity: Math.max(...product.stock.map(({ available }) => available)) + 1 };
}

/** Two models that no single warehouse has both of. */
function bothCoasts({ stocked }: Shelf): readonly (OrderLine | undefined)[] {
  const only = stocked.filter(({ stock }) => stock.filter(({ available }) => available > 0).length === 1);
  const place = (product: ProductDetailsFragment): string | undefined =>
    product.stock.find(({ available }) => available > 0)?.location.name;
  const [first] = only;
  const second = only.find((product) => first !== undefined && place(product) !== place(first));
  return [pick(first ? [first] : stocked, 0, 1), pick(second ? [second] : stocked, 1, 1)];
}

const all =
  (...parts: readonly ((shelf: Shelf) => OrderLine | undefined)[]): Recipe =>
  (shelf) =>
    parts.map((part) => part(shelf));

const recipes: readonly (readonly [title: string, recipe: Recipe])[] = [
  ['The first pair', all(has(0))],
  ['Two for the road', all(has(1), has(4))],
  ['Training block', all(has(2), has(5), has(0))],
  ['One is missing', all(has(3), lacks(0))],
  ['From both coasts', bothCoasts],
  ['Match day', all(has(4, 2))],
  ['The whole team', all(has(5, 11))],
  ['A rare find', all(rare(0))],
  ['Hard to get', all(rare(1), lacks(1))],
  ['School run', all(has(6, 2), has(2, 2))],
  ['More than one shelf holds', (shelf) => [split(shelf) ?? has(0, 2)(shelf)]],
  ['Classics', all(has(7), has(1), has(3))],
  ['Sold out', all(lacks(2))],
  ['Relay squad', all(has(0, 4))],
  ['Weekend away', all(has(8), has(5))],
  ['Lucky dip', all(lacks(3), has(6), has(9))],
  ['New office', all(has(3, 3), has(7, 3), has(1, 3))],
  ['Long run', all(has(9))],
  ['The collector', all(lacks(0), lacks(1), has(8))],
  ['A full shelf', all(has(0), has(2), has(4), has(6), has(8))],
];

function mixed(sku: string): number {
  let value = 11;
  for (const character of sku) value = (Math.imul(value, 33) ^ (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}

function merged(lines: readonly (OrderLine | undefined)[]): readonly OrderLine[] {
  const bySku = new Map<string, OrderLine>();
  for (const line of lines) {
    if (line === undefined) continue;
    const known = bySku.get(line.product.sku);
    bySku.set(line.product.sku, { ...line, quantity: line.quantity + (known?.quantity ?? 0) });
  }
  return [...bySku.values()];
}

/** Twenty ready orders from the current catalogue: the first is always in stock, some are not. */
export function readyOrders(products: readonly ProductDetailsFragment[]): readonly ReadyOrder[] {
  // Mixes the brands, in an order that does not change with the stock.
  const sorted = products.toSorted((first, second) => mixed(first.sku) - mixed(second.sku));
  const available = sorted.filter((product) => availableOf(product) > 0);
  const plentiful = available.filter((product) => availableOf(product) > fewAre);
  const shelf: Shelf = {
    stocked: plentiful.length > 0 ? plentiful : available,
    scarce: available.filter((product) => availableOf(product) <= fewAre),
    missing: sorted.filter((product) => availableOf(product) === 0),
  };
  return recipes
    .map(([title, recipe]) => ({ title, lines: merged(recipe(shelf)) }))
    .filter(({ lines }) => lines.length > 0);
}
