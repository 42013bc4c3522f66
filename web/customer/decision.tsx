import { amendOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { sumOfAmounts } from '../parts/amounts.js';
import { Countdown } from '../parts/countdown.js';
import { money, plural } from '../parts/format.js';
import { itemsInWords } from '../parts/items-in-words.js';
import { parcelsOf } from '../parts/parcels-of.js';
import { RequestNote } from '../parts/request-note.js';
import { useFocusHandover } from '../parts/use-focus-handover.js';

interface DecisionProps {
  readonly order: OrderDetailsFragment;
  /** Asks whether to cancel. The dialog belongs to the page, because this card disappears once somebody decides. */
  readonly onCancel: () => void;
}

/** Something is not in stock: both ways to go on, with what each costs. */
export function Decision({ order, onCancel }: DecisionProps) {
  const { state, busy, send } = useRequest(amendOrder);
  const card = useFocusHandover<HTMLElement>();
  const missing = order.fulfillments.flatMap(({ status, items }) => (status === 'UNAVAILABLE' ? items : []));
  const parcels = parcelsOf(order);
  const charged = sumOfAmounts(parcels.flatMap(({ amounts }) => amounts ?? []));
  return (
    <section ref={card} className="card decision" data-tone="wait" aria-labelledby="decision">
      <div className="card-head">
        <h2 id="decision">We don’t have {itemsInWords(missing)}</h2>
        {order.actionDeadline != null && (
          <p className="deadline">
            <Countdown until={order.actionDeadline} /> left to decide
          </p>
        )}
      </div>
      <div className="options">
        {order.availableActions.includes('AMEND') && (
          <section className="option" aria-labelledby="send-the-rest">
            <h3 id="send-the-rest">Send the rest</h3>
            {charged && <Charged>{money(charged.total)}</Charged>}
            <p>
              {itemsInWords(parcels.flatMap(({ items }) => items))}, in {plural(parcels.length, 'parcel')}
              {charged && `, with ${money(charged.tax)} tax and ${money(charged.shipping)} shipping`}.
            </p>
            <button
              type="button"
              className="button button-wide"
              aria-disabled={busy}
              onClick={() => {
                if (!busy) void send({ id: order.id });
              }}
            >
              Send the rest
            </button>
          </section>
        )}
        {order.availableActions.includes('CANCEL') && (
          <section className="option" aria-labelledby="cancel-all">
            <h3 id="cancel-all">Cancel everything</h3>
            <Charged>Nothing</Charged>
            <p>Nothing is sent.</p>
            <button type="button" className="button button-bad button-wide" onClick={onCancel}>
              Cancel order
            </button>
          </section>
        )}
      </div>
      <RequestNote state={state} />
      <p className="soft small">Without an answer in time nothing is sent, and nothing is charged.</p>
    </section>
  );
}

function Charged({ children }: { readonly children: string }) {
  return (
    <dl className="charged number">
      <dt>Charged now</dt>
      <dd>{children}</dd>
    </dl>
  );
}
