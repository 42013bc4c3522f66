import type { OrderSort, OrderSummaryFragment, ShipmentDetailsFragment } from '../generated/graphql.js';

/** The sorts that pages offer; CHANGED_ASC is for synchronising. */
export type PageSort = Exclude<OrderSort, 'CHANGED_ASC'>;

interface Identified {
  readonly id: string;
}

type Compare<TNode> = (first: TNode, second: TNode) => number;

/** Sorts by a time, then by id, like the server: the database compares ids by code point. */
function by<TNode extends Identified>(time: (node: TNode) => string, direction: 1 | -1): Compare<TNode> {
  return (first, second) =>
    direction * (Date.parse(time(first)) - Date.parse(time(second)) || compareText(first.id, second.id));
}

function compareText(first: string, second: string): number {
  const [one, other] = [[...first], [...second]];
  const at = one.findIndex((character, index) => character !== other[index]);
  if (at < 0) return one.length - other.length;
  return (one[at]?.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? -1);
}

type ByPlaced = Pick<OrderSummaryFragment, 'id' | 'placedAt' | 'updatedAt'>;

/** The order of each list of orders. */
export const orderOfOrders = {
  PLACED_AT_DESC: by(({ placedAt }) => placedAt, -1),
  PLACED_AT_ASC: by(({ placedAt }) => placedAt, 1),
  UPDATED_AT_DESC: by(({ updatedAt }) => updatedAt, -1),
  UPDATED_AT_ASC: by(({ updatedAt }) => updatedAt, 1),
} as const satisfies Record<PageSort, Compare<ByPlaced>>;

/** The order of every list of shipments: newest first, even if one changes. */
export const orderOfShipments: Compare<Pick<ShipmentDetailsFragment, 'id' | 'createdAt'>> = by(
  ({ createdAt }) => createdAt,
  -1,
);
