import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { updateFraudSettings } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import { useStream } from '../client/use-stream.js';
import {
  CurrencyDocument,
  FraudSettingsDocument,
  FraudSettingsUpdatedDocument,
} from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { RequestNote } from '../parts/request-note.js';
import { Unread } from '../parts/unread.js';
import { LimitForm } from './limit-form.js';
import { ResetFraud } from './reset-fraud.js';

/** What may be charged: a limit for each customer, and a switch that declines every charge. */
export function FraudPage() {
  const { data, error } = useQuery(FraudSettingsDocument, { fetchPolicy: 'cache-and-network' });
  useStream(FraudSettingsUpdatedDocument, {});
  const { state, busy, send } = useRequest(updateFraudSettings);
  const settings = data?.fraudSettings;
  const { data: prices } = useQuery(CurrencyDocument);
  const currency = settings?.limit?.currency ?? prices?.products?.nodes[0]?.unitPrice.currency ?? 'USD';
  const [asking, setAsking] = useState(false);
  const setMaintenance = async (maintenanceMode: boolean): Promise<void> => {
    // One at a time: the switch shows the actual setting, and the next click changes that.
    if (busy) return;
    const outcome = await send({ maintenanceMode });
    if (outcome?.userErrors.length === 0) announce(`Maintenance mode ${maintenanceMode ? 'on' : 'off'}`);
  };
  return (
    <main className="page" id="main">
      <header className="page-head">
        <div>
          <h1>Payments</h1>
          <p>
            Every charge is checked against these before it goes to the gateway. If one is declined, its
            parcel fails and the items go back on the shelf.
          </p>
        </div>
      </header>
      {!settings && <Unread error={error} rows={3} height="8rem" />}
      {settings && (
        <div className="settings">
          <LimitForm settings={settings} currency={currency} />
          <section className="card">
            <h2>Maintenance</h2>
            <label className="switch">
              <input
                type="checkbox"
                checked={settings.maintenanceMode}
                aria-disabled={busy}
                onChange={({ target: { checked } }) => {
                  if (busy) return;
                  if (checked) setAsking(true);
                  else void setMaintenance(false);
                }}
              />
              <span>Decline every charge</span>
            </label>
            <p className="soft small">{busy ? 'Saving…' : 'While this is on, nobody is charged.'}</p>
            <RequestNote state={state} />
            <Dialog title="Decline every charge?" open={asking} onClose={() => setAsking(false)}>
              <p className="soft">
                Until somebody turns this off, every parcel fails when it is to be charged, and its items go
                back on the shelf.
              </p>
              <div className="row">
                <button
                  type="button"
                  className="button button-bad"
                  onClick={() => {
                    setAsking(false);
                    void setMaintenance(true);
                  }}
                >
                  Decline them all
                </button>
                <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
                  Leave it
                </button>
              </div>
            </Dialog>
          </section>
          <ResetFraud />
        </div>
      )}
    </main>
  );
}
