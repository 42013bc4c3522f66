import { useState } from 'react';
import { count } from '../parts/format.js';
import { AutoCouriers } from './auto-couriers.js';
import { MachineCard } from './machine-card.js';
import { useObserved } from './observed.js';
import { useMachine } from './use-machine.js';

/** The controls of the automatic couriers. */
export function CourierControls() {
  const couriers = useMachine((client) => new AutoCouriers(client));
  const state = useObserved(couriers);
  const [everyParcel, setEveryParcel] = useState(couriers.everyParcel);
  return (
    <MachineCard
      name="Automatic couriers"
      doing="Delivering"
      begin="Send the couriers"
      machine={couriers}
      running={state.running}
      figures={[
        { name: 'Picked up', value: count(state.dispatched) },
        { name: 'Delivered', value: count(state.delivered), testId: 'couriers-delivered' },
        { name: 'Waiting for a courier', value: count(state.waiting) },
      ]}
      note="They pick up and deliver at once, with the same mutations as a courier’s page."
    >
      <label className="switch">
        <input
          type="checkbox"
          checked={everyParcel}
          disabled={state.running}
          onChange={(event) => {
            couriers.everyParcel = event.target.checked;
            setEveryParcel(couriers.everyParcel);
          }}
        />
        <span>Every parcel, not only those of the load</span>
      </label>
    </MachineCard>
  );
}
