import { deliverShipment, dispatchShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { RequestNote } from '../parts/request-note.js';

/** The one next step of a parcel: picked up, then handed over. */
export function ShipmentStep({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  const dispatch = useRequest(dispatchShipment);
  const deliver = useRequest(deliverShipment);
  const { id, availableActions, trackingNumber, orderId } = shipment;
  const name = trackingNumber ?? orderId;
  if (!availableActions.includes('DISPATCH') && !availableActions.includes('DELIVER')) return null;
  const dispatching = availableActions.includes('DISPATCH');
  const { state, busy } = dispatching ? dispatch : deliver;
  const act = async (): Promise<void> => {
    if (busy) return;
    const outcome = await (dispatching ? dispatch.send({ id }) : deliver.send({ id }));
    if (outcome?.userErrors.length === 0) announce(`${name} ${dispatching ? 'picked up' : 'delivered'}`);
  };
  return (
    <>
      <button type="button" className="button button-wide" aria-disabled={busy} onClick={act}>
        {dispatching ? 'Picked up' : 'Delivered'}
        <span className="hidden-visually"> {name}</span>
      </button>
      <RequestNote state={state} />
    </>
  );
}
