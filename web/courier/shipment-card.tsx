import { Link } from 'wouter';
import { useShipment } from '../client/use-shipment.js';
import type { ShipmentAction, ShipmentDetailsFragment } from '../generated/graphql.js';
import { expectedInShort, isLate } from '../parts/expected.js';
import { plural } from '../parts/format.js';
import { idInPath } from '../parts/id-in-path.js';
import { Chip, ShipmentStatusChip } from '../parts/status.js';
import { useFocusHandover } from '../parts/use-focus-handover.js';
import { noAddress } from './no-address.js';
import { ShipmentStep } from './shipment-step.js';

interface ShipmentCardProps {
  /** The current or last state in the list. */
  readonly listed: ShipmentDetailsFragment;
  /** Whether it has left the list, which then no longer updates it. */
  readonly hasLeft: boolean;
  /** The step that the list is for. */
  readonly step: ShipmentAction | undefined;
}

/** One parcel of the list: its location, its address, and the button for the next step. */
export function ShipmentCard({ listed, hasLeft, step }: ShipmentCardProps) {
  const shipment = useShipment(listed.id, !hasLeft).shipment ?? listed;
  const { id, orderId, status, location, items, deliveryAddress, carrier, trackingNumber } = shipment;
  const expected = expectedInShort(shipment);
  const card = useFocusHandover<HTMLLIElement>();
  const pieces = items.reduce((total, { quantity }) => total + quantity, 0);
  return (
    <li
      ref={card}
      className="card shipment arrive"
      data-shipment={id}
      data-order={orderId}
      data-status={status}
    >
      <div className="card-head">
        <span className="row">
          <ShipmentStatusChip status={status} />
          {isLate(shipment) && <Chip text="Late" tone="bad" />}
        </span>
        <span className="soft small">{expected}</span>
      </div>
      <div className="way">
        <p>
          <span className="soft small">From</span>
          <strong>{location.name}</strong>
        </p>
        <span aria-hidden="true" className="arrow" />
        <p>
          <span className="soft small">To</span>
          <strong>{deliveryAddress?.city ?? noAddress(status).brief}</strong>
          {deliveryAddress != null && <span className="small soft">{deliveryAddress.line1}</span>}
        </p>
      </div>
      <p className="row row-apart">
        <Link href={`/${idInPath(id)}`} className="mono">
          <span className="hidden-visually">Open parcel </span>
          {trackingNumber ?? orderId}
        </Link>
        <span className="soft small">
          {plural(pieces, 'piece')}
          {carrier != null && `, ${carrier}`}
        </span>
      </p>
      {step !== undefined && <ShipmentStep shipment={shipment} only={step} />}
    </li>
  );
}
