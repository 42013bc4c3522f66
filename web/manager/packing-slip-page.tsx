import { Link } from 'wouter';
import { useShipment } from '../client/use-shipment.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { AddressLabel } from '../parts/address-label.js';
import { plural } from '../parts/format.js';
import { idInPath } from '../parts/id-in-path.js';
import { NotFound } from '../parts/not-found.js';
import './packing-slip.css';
import { Unread } from '../parts/unread.js';

/** What the warehouse packs for one parcel, for print, without prices. */
export function PackingSlipPage({ id }: { readonly id: string }) {
  const { shipment, error } = useShipment(id);
  if (shipment === null) return <NotFound what="parcel" id={id} />;
  return (
    <main className="page" id="main">
      {shipment === undefined ? (
        <>
          <h1>Packing slip</h1>
          <Unread error={error} rows={2} height="12rem" />
        </>
      ) : (
        <>
          <p className="row row-apart screen-only">
            <Link href={`/orders/${idInPath(shipment.orderId)}`}>← Order</Link>
            <button type="button" className="button" onClick={() => window.print()}>
              Print
            </button>
          </p>
          <Slip shipment={shipment} />
        </>
      )}
    </main>
  );
}

function Slip({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  const { trackingNumber, orderId, location, carrier, items, deliveryAddress } = shipment;
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <article className="card slip">
      <header className="card-head">
        <h1>Packing slip</h1>
        <p className="slip-parcel mono">{trackingNumber ?? shipment.id}</p>
      </header>
      <div className="slip-way">
        <section>
          <h2>To</h2>
          {deliveryAddress == null ? (
            <p>No address was given.</p>
          ) : (
            <AddressLabel address={deliveryAddress} />
          )}
        </section>
        <dl className="facts">
          <dt>From</dt>
          <dd>{location.name}</dd>
          <dt>Order</dt>
          <dd className="mono">{orderId}</dd>
          <dt>Parcel</dt>
          <dd className="mono">{shipment.id}</dd>
          {carrier != null && (
            <>
              <dt>Carrier</dt>
              <dd>{carrier}</dd>
            </>
          )}
        </dl>
      </div>
      <table className="slip-items">
        <thead>
          <tr>
            <th scope="col">Packed</th>
            <th scope="col">Item</th>
            <th scope="col">SKU</th>
            <th scope="col">Quantity</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ sku, name, quantity }) => (
            <tr key={sku}>
              <td>
                <span className="slip-box" />
              </td>
              <th scope="row">{name ?? sku}</th>
              <td className="mono">{sku}</td>
              <td className="number">{quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="number">{plural(pieces, 'piece')}</p>
    </article>
  );
}
