import type { OrderDetailsFragment } from '../generated/graphql.js';
import { expectedWindow, windowInWords } from '../parts/expected.js';
import { parcelName, parcelsOf } from '../parts/parcels-of.js';

/** News about a parcel that its customer wants to hear even while looking elsewhere. */
export interface DeliveryNews {
  /** Identifies the news, so that several windows of one browser show it only once. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

/** What became of the parcels between two states of an order: those that arrived, and those that are late now. */
export function deliveryNews(
  before: OrderDetailsFragment,
  after: OrderDetailsFragment,
): readonly DeliveryNews[] {
  const earlier = new Map(before.fulfillments.map(({ id, shipment }) => [id, shipment ?? null]));
  return parcelsOf(after).flatMap(({ id, shipment }) => {
    if (shipment == null) return [];
    const known = earlier.get(id);
    const name = parcelName(after, id);
    const what = name === null || name === 'Parcel' ? 'Your order' : `${name} of your order`;
    const body = `Order ${after.id}`;
    if (shipment.status === 'DELIVERED' && known?.status !== 'DELIVERED') {
      return [{ tag: `${shipment.id} delivered`, title: `${what} has arrived`, body }];
    }
    if (!shipment.isLate || known?.isLate) return [];
    const window = expectedWindow(shipment);
    const was = window && `It was expected ${windowInWords(window)}. `;
    const tag = `${shipment.id} late ${window?.until}`;
    return [{ tag, title: `${what} is late`, body: `${was ?? ''}${body}` }];
  });
}
