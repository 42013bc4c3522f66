import { useState } from 'react';
import { dispatchShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentAction, ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { RequestNote } from '../parts/request-note.js';
import { DeliverDialog } from './deliver-dialog.js';
import { StepResult } from './step-result.js';

interface ShipmentStepProps {
  readonly shipment: ShipmentDetailsFragment;
  /** The only step offered here, if any: then its result replaces the button. */
  readonly only?: ShipmentAction;
}

/** The one next step of a parcel: to mark it picked up, then delivered. */
export function ShipmentStep({ shipment, only }: ShipmentStepProps) {
  const { state, busy, send } = useRequest(dispatchShipment);
  const [asking, setAsking] = useState(false);
  const { id, availableActions, trackingNumber, orderId, status } = shipment;
  const name = trackingNumber ?? orderId;
  const can = (action: ShipmentAction): boolean =>
    availableActions.includes(action) && (only === undefined || only === action);
  const pickUp = async (): Promise<void> => {
    if (busy) return;
    const outcome = await send({ id });
    if (outcome?.userErrors.length === 0) announce(`${name} picked up`);
  };
  const spokenName = <span className="hidden-visually"> {name}</span>;
  return (
    <>
      {can('DISPATCH') && (
        <button type="button" className="button button-wide" aria-disabled={busy} onClick={pickUp}>
          Mark picked up{spokenName}
        </button>
      )}
      {can('DELIVER') && (
        <button type="button" className="button button-wide" onClick={() => setAsking(true)}>
          Mark delivered{spokenName}
        </button>
      )}
      {only !== undefined && !can(only) && <StepResult status={status} />}
      <RequestNote state={state} />
      <DeliverDialog shipment={shipment} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
