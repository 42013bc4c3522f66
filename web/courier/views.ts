import type { ShipmentAction, ShipmentStatus } from '../generated/graphql.js';

/** The courier's lists, in the order of the work. */
export const views = {
  pickup: { text: 'To pick up', status: ['BOOKED'], step: 'DISPATCH', empty: 'Nothing to pick up' },
  underway: { text: 'Under way', status: ['DISPATCHED'], step: 'DELIVER', empty: 'Nothing under way' },
  done: { text: 'Done', status: ['DELIVERED', 'FAILED'], step: undefined, empty: 'Nothing done yet' },
} as const satisfies Record<
  string,
  {
    readonly text: string;
    readonly status: readonly ShipmentStatus[];
    /** The step that the courier takes with them. */
    readonly step: ShipmentAction | undefined;
    readonly empty: string;
  }
>;

export type View = keyof typeof views;

/** The list that an address asks for; the first if there is none of this name. */
export function viewOf(name: string | null): View {
  return name !== null && Object.hasOwn(views, name) ? (name as View) : 'pickup';
}
