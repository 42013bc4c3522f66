import { Link } from 'wouter';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { AssignCourier } from '../parts/assign-courier.js';
import { idInPath } from '../parts/id-in-path.js';

/** What the manager may do with a parcel: choose its courier, and print its packing slip. */
export function ParcelActions({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  return (
    <>
      <AssignCourier shipment={shipment} />
      <Link href={`/slips/${idInPath(shipment.id)}`}>
        Packing slip<span className="hidden-visually"> of {shipment.trackingNumber ?? shipment.id}</span>
      </Link>
    </>
  );
}
