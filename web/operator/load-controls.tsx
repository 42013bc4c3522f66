import { useState } from 'react';
import { announce } from '../parts/announcer.js';
import { count } from '../parts/format.js';
import { bounds, LoadGenerator } from './load-generator.js';
import { useObserved } from './observed.js';
import { useMachine } from './use-machine.js';

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${count(Math.round(value))} ms`;
}

/** Orders at a rate, until somebody presses stop. */
export function LoadControls() {
  const generator = useMachine(LoadGenerator);
  const state = useObserved(generator);
  const [rate, setRate] = useState(generator.rate);
  return (
    <section className="card" aria-labelledby="load">
      <div className="card-head">
        <h2 id="load">Load</h2>
        <span className="status" data-tone={state.running ? 'move' : 'idle'}>
          {state.running ? 'Placing orders' : 'Stopped'}
        </span>
      </div>
      <label className="field">
        <span className="number">{`${rate} ${rate === 1 ? 'order' : 'orders'} a second`}</span>
        <input
          type="range"
          min={1}
          max={bounds.rate}
          value={rate}
          onChange={(event) => {
            generator.rate = event.target.valueAsNumber;
            setRate(generator.rate);
          }}
        />
      </label>
      <div className="row">
        {state.running ? (
          <button
            type="button"
            className="button button-bad"
            onClick={() => {
              generator.stop();
              announce('Load stopped');
            }}
          >
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => {
              generator.start();
              announce('Load started');
            }}
          >
            Start placing orders
          </button>
        )}
      </div>
      <dl className="figures number">
        <dt>Placed</dt>
        <dd data-testid="load-placed">{count(state.placed)}</dd>
        <dt>In flight</dt>
        <dd>{count(state.inFlight)}</dd>
        <dt>Refused, failed</dt>
        <dd>{count(state.refused + state.failed)}</dd>
        <dt>Median answer</dt>
        <dd>{milliseconds(state.median)}</dd>
        <dt>99th percentile</dt>
        <dd>{milliseconds(state.worst)}</dd>
      </dl>
      <p className="soft small" role="status">
        {state.note ??
          `From this browser. It ends by itself after ${bounds.minutes} minutes or ${count(bounds.orders)} orders, or when this page is left.`}
      </p>
    </section>
  );
}
