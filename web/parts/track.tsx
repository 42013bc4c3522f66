import type { FulfillmentDetailsFragment } from '../generated/graphql.js';
import type { Step, StepState } from './steps.js';
import { stepsOf } from './steps.js';
import { Time } from './time.js';

const spoken: Record<StepState, string> = {
  done: 'done',
  now: 'next',
  ahead: 'to come',
  failed: 'failed',
  off: 'will not happen',
};

function Mark({ state }: { readonly state: StepState }) {
  if (state !== 'done' && state !== 'failed') return null;
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden="true">
      {state === 'done' ? <path d="m3 8.5 3.5 3.5L13 4.5" /> : <path d="m4 4 8 8m0-8-8 8" />}
    </svg>
  );
}

interface TrackProps {
  readonly fulfillment: FulfillmentDetailsFragment;
  /** Whether its order waits for the customer's answer. */
  readonly waits: boolean;
}

/** The live track of one fulfilment. */
export function Track({ fulfillment, waits }: TrackProps) {
  return <StepLine steps={stepsOf(fulfillment, waits)} />;
}

/** Steps as stations of one line. */
export function StepLine({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className="track">
      {steps.map(({ name, state, at }) => (
        <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="station">
            <Mark state={state} />
          </span>
          <span className="what">
            <span>
              {name}
              <span className="hidden-visually">, {spoken[state]}</span>
            </span>
            {at !== null && (
              <span className="soft small">
                <Time at={at} />
              </span>
            )}
            {state === 'now' && (
              <span className="small" aria-hidden="true">
                next
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
