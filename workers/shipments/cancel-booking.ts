import type { ShipmentActivityDependencies } from './activities.js';

const voidBooking = {
  name: 'void-booking',
  text: `
    insert into bookings (shipment_id, state) values ($1, 'VOIDED')
    on conflict (shipment_id) do update set state = 'VOIDED' where bookings.state <> 'VOIDED'`,
};

/** Cancels a booking, and keeps one that is under way, or never began, from standing. */
export async function cancelBooking(
  { database, courier }: ShipmentActivityDependencies,
  { shipmentId }: { readonly shipmentId: string },
): Promise<void> {
  await database.run(voidBooking, [shipmentId]);
  await courier.cancel({ shipmentId });
}
