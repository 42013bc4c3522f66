import fc from 'fast-check';

/** How a client reaches an order: through the API, or as the `temporal` CLI does. */
export type Way = 'API' | 'CLI';

export const moveKinds = ['AMEND', 'CANCEL', 'DISPATCH', 'TRACK', 'DELIVER', 'FAIL'] as const;
export type MoveKind = (typeof moveKinds)[number];

/** Something that a client asks of its order, perhaps several times at once, perhaps when it makes no sense. */
export interface Move {
  readonly kind: MoveKind;
  readonly way: Way;
  /** Which shipment, from 0, of those that the order has. */
  readonly shipment: number;
  readonly copies: number;
  /** Whether the client waits until the order says that it can be done. */
  readonly waits: boolean;
  readonly pauseMs: number;
}

/** One order and what its clients do to it. */
export interface OrderPlan {
  readonly way: Way;
  readonly isDeclined: boolean;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly copies: number;
  /** Whether somebody tries to place another order with the same id. */
  readonly isContested: boolean;
  readonly moves: readonly Move[];
  readonly watchers: number;
}

const skus = [
  'NIKE-PEGASUS',
  'NIKE-AIR-MAX-90',
  'PUMA-PALERMO',
  'ASICS-KAYANO',
  'NEW-BALANCE-880',
  // Few, and none at all.
  'NEW-BALANCE-990',
  'ADIDAS-SAMBA',
] as const;

const way = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Way>('API') },
  { weight: 1, arbitrary: fc.constant<Way>('CLI') },
);

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...moveKinds),
  way,
  shipment: fc.nat(1),
  copies: fc.integer({ min: 1, max: 3 }),
  waits: fc.boolean(),
  pauseMs: fc.nat(1_500),
});

const orderPlan: fc.Arbitrary<OrderPlan> = fc.record({
  way,
  isDeclined: fc.nat(9).map((one) => one === 0),
  items: fc.uniqueArray(
    fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 3 }) }),
    { selector: ({ sku }) => sku, minLength: 1, maxLength: 4 },
  ),
  copies: fc.integer({ min: 1, max: 3 }),
  isContested: fc.nat(4).map((one) => one === 0),
  moves: fc.array(move, { maxLength: 6 }),
  watchers: fc.integer({ min: 1, max: 2 }),
});

/** The plans of a seed, one after the other, without end. */
export function* orderPlans(seed: number): Generator<OrderPlan> {
  for (let round = 0; ; round += 1) yield* fc.sample(orderPlan, { seed: seed + round, numRuns: 100 });
}
