import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useShipment } from '../client/use-shipment.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { AddressLabel } from '../parts/address-label.js';
import { announce } from '../parts/announcer.js';
import { expectedInShort, isLate } from '../parts/expected.js';
import { placeIn } from '../parts/list-place.js';
import { mapLink } from '../parts/map-link.js';
import { NotFound } from '../parts/not-found.js';
import { ShipmentStatusChip } from '../parts/status.js';
import { shipmentStatusText } from '../parts/status-names.js';
import { TrackingEvents } from '../parts/tracking-events.js';
import { Unread } from '../parts/unread.js';
import { noAddress } from './no-address.js';
import { ReportLoss } from './report-loss.js';
import { Thumb } from './thumb.js';
import { TrackingForm } from './tracking-form.js';

/** The page of one parcel: a large address, and the next step at the bottom of the screen. */
export function ShipmentPage({ id }: { readonly id: string }) {
  const { shipment, error } = useShipment(id);
  useSpokenStatus(shipment);
  if (shipment === null) return <NotFound what="parcel" id={id} />;
  return (
    <main className="page courier-page" id="main">
      <p>
        <Link href={placeIn('parcels')}>← Parcels</Link>
      </p>
      {shipment === undefined ? (
        <>
          <h1>Parcel</h1>
          <Unread error={error} rows={2} height="12rem" />
        </>
      ) : (
        <ParcelInHand shipment={shipment} />
      )}
    </main>
  );
}

function ParcelInHand({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  const { availableActions, deliveryAddress, location, items, carrier, trackingNumber, status } = shipment;
  const [isReporting, setReporting] = useState(false);
  const expected = expectedInShort(shipment);
  const underWay = status === 'DISPATCHED';
  return (
    <>
      <header className="page-head">
        <h1 className="mono order-title">{trackingNumber ?? shipment.orderId}</h1>
        <ShipmentStatusChip status={status} />
      </header>
      <section className="card label">
        <div>
          <h2>Deliver to</h2>
          {deliveryAddress == null ? (
            <p className="soft">{noAddress(status).full}</p>
          ) : (
            <>
              <AddressLabel address={deliveryAddress} />
              <p className="ways-to-recipient">
                <a href={mapLink(deliveryAddress)} target="_blank" rel="noreferrer">
                  Show on a map ↗
                </a>
                {deliveryAddress.phone != null && (
                  <a href={`tel:${deliveryAddress.phone.replace(/[^+\d]/g, '')}`}>
                    Call {deliveryAddress.name}
                  </a>
                )}
              </p>
            </>
          )}
        </div>
        <dl className="facts">
          <dt>From</dt>
          <dd>{location.name}</dd>
          {carrier != null && (
            <>
              <dt>Carrier</dt>
              <dd>{carrier}</dd>
            </>
          )}
          <dt>Order</dt>
          <dd className="mono">{shipment.orderId}</dd>
          {expected !== null && (
            <>
              <dt>{isLate(shipment) ? 'Late, was expected' : 'Expected'}</dt>
              <dd>{expected}</dd>
            </>
          )}
        </dl>
        <ul className="lines">
          {items.map(({ sku, name, quantity }) => (
            <li key={sku}>
              <span>{name ?? sku}</span>
              <span className="number">{`× ${quantity}`}</span>
            </li>
          ))}
        </ul>
      </section>
      {underWay && <TrackingForm shipment={shipment} />}
      {shipment.trackingEvents.length > 0 && (
        <section className="card">
          <h2>On the way</h2>
          <TrackingEvents events={shipment.trackingEvents} />
        </section>
      )}
      {availableActions.length > 0 && <Thumb shipment={shipment} onLoss={() => setReporting(true)} />}
      <ReportLoss shipment={shipment} open={isReporting} onClose={() => setReporting(false)} />
    </>
  );
}

function useSpokenStatus(shipment: ShipmentDetailsFragment | null | undefined): void {
  const before = useRef<string | null>(null);
  const status = shipment?.status ?? null;
  useEffect(() => {
    if (status !== null && before.current !== null && before.current !== status)
      announce(`Parcel ${shipmentStatusText(status).toLowerCase()}`);
    before.current = status;
  }, [status]);
}
