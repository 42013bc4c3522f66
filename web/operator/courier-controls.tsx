import { useState } from 'react';
import { announce } from '../parts/announcer.js';
import { count } from '../parts/format.js';
import { AutoCouriers } from './auto-couriers.js';
import { useObserved } from './observed.js';
import { useMachine } from './use-machine.js';

/** Couriers that need nobody. */
export function CourierControls() {
  const couriers = useMachine(AutoCouriers);
  const state = useObserved(couriers);
  const [everyParcel, setEveryParcel] = useState(couriers.everyParcel);
  return (
    <section className="card" aria-labelledby="couriers">
      <div className="card-head">
        <h2 id="couriers">Automatic couriers</h2>
        <span className="status" data-tone={state.running ? 'move' : 'idle'}>
          {state.running ? 'Delivering' : 'Stopped'}
        </span>
      </div>
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
      <div className="row">
        {state.running ? (
          <button
            type="button"
            className="button button-bad"
            onClick={() => {
              couriers.stop();
              announce('Couriers stopped');
            }}
          >
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => {
              couriers.start();
              announce('Couriers started');
            }}
          >
            Send the couriers
          </button>
        )}
      </div>
      <dl className="figures number">
        <dt>Dispatched</dt>
        <dd>{count(state.dispatched)}</dd>
        <dt>Delivered</dt>
        <dd data-testid="couriers-delivered">{count(state.delivered)}</dd>
        <dt>Waiting for a hand</dt>
        <dd>{count(state.waiting)}</dd>
      </dl>
      <p className="soft small">
        They pick up and deliver at once, through the same mutations as a courier’s thumb.
      </p>
    </section>
  );
}
