import type { ReactNode } from 'react';
import type { FulfillmentDetailsFragment, ShipmentDetailsFragment } from '../generated/graphql.js';
import { Amounts } from './amounts.js';
import { expectedInShort, isLate } from './expected.js';
import { failureInWords } from './failure.js';
import { money } from './format.js';
import { paymentInWords } from './payment-in-words.js';
import { stageOf } from './stage.js';
import { Chip } from './status.js';
import { Time } from './time.js';
import { Track } from './track.js';
import { TrackingEvents } from './tracking-events.js';

interface ParcelProps {
  readonly fulfillment: FulfillmentDetailsFragment;
  /** Which of the order's parcels it is, and of how many. What no warehouse had is no parcel. */
  readonly number: number;
  readonly of: number;
  /** Whether the order waits for the customer's answer. */
  readonly waits: boolean;
  /** What this reader may do about it. */
  readonly actions?: ((shipment: ShipmentDetailsFragment) => ReactNode) | undefined;
}

/** One fulfilment: what is in it, its line of steps, its invoice, its way. */
export function Parcel({ fulfillment, number, of, waits, actions }: ParcelProps) {
  const { status, location, items, amounts, payment, shipment, failureReason } = fulfillment;
  const failure = location == null ? failureReason : failureInWords(fulfillment);
  const expected = shipment == null ? null : expectedInShort(shipment);
  const isUnknown = location == null && items.every(({ name }) => name == null);
  const isOne = of === 1;
  const missing = isUnknown ? 'Not in the catalogue' : 'Not in stock';
  const title = location == null ? missing : isOne ? 'Parcel' : `Parcel ${number} of ${of}`;
  return (
    <article className="card parcel" data-fulfillment={fulfillment.id} data-status={status}>
      <header className="card-head">
        <div>
          <h2>{title}</h2>
          {location != null && <p className="soft">from {location.name}</p>}
        </div>
        {/* The page's first line says how a single parcel stands. */}
        {location != null && !isOne && <Chip {...stageOf(fulfillment)} />}
      </header>
      {location != null && <Track fulfillment={fulfillment} waits={waits} />}
      {failure != null && (location == null || !isOne) && (
        <p className="note" data-tone={location == null ? 'wait' : 'bad'}>
          {failure}
        </p>
      )}
      <div className="parcel-body">
        <div>
          <ul className="lines">
            {items.map(({ sku, name, quantity, unitPrice }) => (
              <li key={sku}>
                <span>
                  {`${quantity} × `}
                  {name ?? sku}
                </span>
                {unitPrice != null && (
                  <span className="number">
                    {money({ ...unitPrice, amount: unitPrice.amount * quantity })}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {amounts != null && (
            <Amounts
              amounts={amounts}
              total={`Total, ${paymentInWords(fulfillment)}`}
              refunded={payment?.refunded}
            />
          )}
          {payment?.invoiceReference != null && (
            <p className="soft small">Invoice {payment.invoiceReference}</p>
          )}
        </div>
        {shipment != null && (
          <div className="stack">
            <dl className="facts">
              {shipment.carrier != null && (
                <>
                  <dt>Carrier</dt>
                  <dd>{shipment.carrier}</dd>
                </>
              )}
              {shipment.trackingNumber != null && (
                <>
                  <dt>Tracking</dt>
                  <dd className="mono">{shipment.trackingNumber}</dd>
                </>
              )}
              {shipment.deliveredAt != null ? (
                <>
                  <dt>Delivered</dt>
                  <dd>
                    <Time at={shipment.deliveredAt} exact />
                  </dd>
                </>
              ) : (
                expected !== null && (
                  <>
                    <dt>{isLate(shipment) ? 'Late, was expected' : 'Arrives'}</dt>
                    <dd>{expected}</dd>
                  </>
                )
              )}
            </dl>
            {actions?.(shipment)}
            <TrackingEvents events={shipment.trackingEvents} />
          </div>
        )}
      </div>
    </article>
  );
}
