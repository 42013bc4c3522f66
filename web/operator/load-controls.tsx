import { useState } from 'react';
import { count, rate as writtenRate } from '../parts/format.js';
import { bounds, LoadGenerator } from './load-generator.js';
import { MachineCard } from './machine-card.js';
import { startMetronome } from './metronome.js';
import { useObserved } from './observed.js';
import { useMachine } from './use-machine.js';

const limits = `From this browser. It ends by itself after ${bounds.minutes} minutes or ${count(bounds.orders)} orders, or when you leave this page.`;

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${count(Math.round(value))} ms`;
}

/** Orders at a rate, until somebody presses stop. */
export function LoadControls() {
  const generator = useMachine((client) => new LoadGenerator(client, startMetronome));
  const state = useObserved(generator);
  const [rate, setRate] = useState(generator.rate);
  return (
    <MachineCard
      name="Load"
      doing="Placing orders"
      begin="Start placing orders"
      machine={generator}
      running={state.running}
      figures={[
        { name: 'Wanted a second', value: count(rate) },
        {
          name: 'Sent a second',
          value: state.actual === null ? '–' : writtenRate(state.actual),
          testId: 'load-rate',
        },
        { name: 'Placed', value: count(state.placed), testId: 'load-placed' },
        { name: 'In flight', value: count(state.inFlight) },
        { name: 'Refused, failed', value: count(state.refused + state.failed) },
        { name: 'Median answer', value: milliseconds(state.median) },
        { name: '99th percentile', value: milliseconds(state.worst) },
      ]}
      note={state.note ?? limits}
    >
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
    </MachineCard>
  );
}
