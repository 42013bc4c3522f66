import { useSubscription } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { TrackOrderDocument } from '../generated/graphql.js';
import { formatMoney } from './format-money.js';

/** A live order. The stream starts with the current state, so no query is needed. */
export function TrackOrder({ id }: { readonly id: string }): ReactElement {
  const { data, error } = useSubscription(TrackOrderDocument, { variables: { id } });
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>…</p>;
  const { status, fulfillments, totalCharged, closedAt } = data.orderUpdated;
  return (
    <section>
      <h1>{status}</h1>
      <ul>
        {fulfillments.map(({ id, shipment }) => (
          <li key={id}>
            {shipment ? `${shipment.status} ${shipment.trackingNumber ?? ''}` : 'in preparation'}
          </li>
        ))}
      </ul>
      <p>{`Charged ${formatMoney(totalCharged)}`}</p>
      {closedAt && <p>Nothing more will happen to this order.</p>}
    </section>
  );
}
