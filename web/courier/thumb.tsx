import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { useFocusHandover } from '../parts/use-focus-handover.js';
import { ShipmentStep } from './shipment-step.js';

interface ThumbProps {
  readonly shipment: ShipmentDetailsFragment;
  readonly onLoss: () => void;
}

/** The actions on a parcel, within reach of the thumb. */
export function Thumb({ shipment, onLoss }: ThumbProps) {
  const thumb = useFocusHandover<HTMLDivElement>();
  return (
    <div ref={thumb} className="thumb">
      <ShipmentStep shipment={shipment} />
      {shipment.availableActions.includes('FAIL') && (
        <button type="button" className="button button-bad button-wide" onClick={onLoss}>
          Report a loss
        </button>
      )}
    </div>
  );
}
