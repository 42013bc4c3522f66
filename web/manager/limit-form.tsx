import type { FormEvent } from 'react';
import { updateFraudSettings } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { FraudDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { money, toMinorUnits } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';

// In whole units; far below the largest exact number of cents.
const highest = 1_000_000_000;
const zeroIsNoLimit = 'The limit must be above zero. To charge nobody, decline every charge.';

interface LimitFormProps {
  readonly settings: FraudDetailsFragment;
  readonly currency: string;
}

/** The most that one customer may be charged in total. */
export function LimitForm({ settings, currency }: LimitFormProps) {
  const { state, busy, send } = useRequest(updateFraudSettings);
  const smallest = 1 / toMinorUnits(1, currency);
  const set = async (form: HTMLFormElement, limit: number | null): Promise<void> => {
    if (busy) return;
    const outcome = await send({ limit: limit === null ? null : { amount: limit, currency } });
    if (outcome?.userErrors.length !== 0) return;
    // From now on the field shows the current limit again, whoever sets it.
    form.reset();
    announce(limit === null ? 'No limit' : 'Limit set');
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const amount = Number(new FormData(event.currentTarget).get('limit'));
    void set(event.currentTarget, toMinorUnits(amount, currency));
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>Limit for each customer</h2>
      <p className="limit number" data-testid="limit">
        {settings.limit == null ? 'No limit' : money(settings.limit)}
      </p>
      <label className="field">
        <span>New limit in {currency}, all orders together</span>
        <input
          name="limit"
          type="number"
          min={smallest}
          max={highest}
          step={smallest}
          required
          inputMode="decimal"
          onInput={({ currentTarget: field }) =>
            field.setCustomValidity(field.valueAsNumber === 0 ? zeroIsNoLimit : '')
          }
          defaultValue={settings.limit == null ? '' : settings.limit.amount / toMinorUnits(1, currency)}
        />
      </label>
      <RequestNote state={state} />
      <div className="row">
        <button type="submit" className="button" aria-disabled={busy}>
          Set the limit
        </button>
        {settings.limit != null && (
          <button
            type="button"
            className="button button-quiet"
            aria-disabled={busy}
            onClick={({ currentTarget: { form } }) => form && set(form, null)}
          >
            No limit
          </button>
        )}
      </div>
    </form>
  );
}
