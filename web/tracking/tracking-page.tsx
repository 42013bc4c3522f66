import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useConnection } from '../client/connection.js';
import { useStream } from '../client/use-stream.js';
import { Mark } from '../frame.js';
import type { TrackedOrderDetailsFragment } from '../generated/graphql.js';
import { TrackingDocument, TrackingUpdatedDocument } from '../generated/graphql.js';
import { Announcer, announce } from '../parts/announcer.js';
import { Blank } from '../parts/blank.js';
import { Time } from '../parts/time.js';
import { Unread } from '../parts/unread.js';
import { trackedLead } from './tracked-lead.js';
import { TrackedParcel } from './tracked-parcel.js';
import './tracking.css';

/** Everybody who has a link shares its few sockets: a page that gets none polls instead. */
const askEvery = 15_000;

/** What a tracking link shows: one order, live, for whoever has the link. */
export function TrackingPage() {
  const connection = useConnection();
  const { data, error, refetch } = useQuery(TrackingDocument, {
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
    pollInterval: connection === 'reconnecting' ? askEvery : 0,
  });
  const refusal = refusalIn(error);
  const order = data?.tracking;
  useStream(TrackingUpdatedDocument, order && order.closedAt == null && refusal === null ? {} : null);
  // The socket was closed because of the link: the answer to a query says why, unless the link was prolonged.
  const ask = useEffectEvent(() => {
    refetch().catch(() => {});
  });
  useEffect(() => {
    if (connection === 'refused') ask();
  }, [connection]);
  return (
    <div className="tracking">
      <header className="top">
        <div className="top-inner">
          <span className="brand">
            <Mark />
            <span>Order tracking</span>
          </span>
        </div>
        <div role="status" data-connection={refusal === null ? connection : 'refused'}>
          {connection === 'reconnecting' && refusal === null && (
            <div className="banner" data-tone="wait">
              <span className="spinner" />
              This is the last known state. It is updated again in a moment.
            </div>
          )}
        </div>
      </header>
      <main className="page" id="main">
        {refusal !== null ? (
          <Ended reason={refusal} />
        ) : order ? (
          <Tracked order={order} />
        ) : (
          <>
            <h1>Order tracking</h1>
            <Unread error={error} rows={2} height="9rem" />
          </>
        )}
      </main>
      <Announcer />
    </div>
  );
}

function Tracked({ order }: { readonly order: TrackedOrderDetailsFragment }) {
  const { title, detail, tone } = trackedLead(order);
  const text = `${title}. ${detail}`;
  const said = useRef(text);
  useEffect(() => {
    document.title = `${title} · Order tracking`;
    if (said.current !== text) announce(text);
    said.current = text;
  }, [title, text]);
  return (
    <>
      <header className="page-head">
        <div className="lead" data-tone={tone} data-status={order.status}>
          <h1>{title}</h1>
          <p className="lead-detail">{detail}</p>
          <p className="small">
            Ordered <Time at={order.placedAt} />
          </p>
        </div>
      </header>
      {order.parcels.map((parcel) => (
        <TrackedParcel key={parcel.number} parcel={parcel} of={order.parcels.length} />
      ))}
      <p className="soft small">This page keeps itself up to date. Whoever has its address can see it.</p>
    </>
  );
}

/** Shown instead of the order when the link is not valid, or no longer. */
function Ended({ reason }: { readonly reason: string }) {
  useEffect(() => {
    document.title = 'This link does not work · Order tracking';
  }, []);
  return (
    <>
      <h1>This link does not work</h1>
      <Blank title={`${reason}.`}>
        <p>
          Ask whoever sent it to you for a new one. If you copied it from a message, check that all of it is
          in the address.
        </p>
      </Blank>
    </>
  );
}

const notValid = 'The tracking link is not valid';

/** Why the API no longer lets the link in; null when it does, or cannot be reached. */
function refusalIn(error: unknown): string | null {
  // Where nobody has to sign in, the answer to a token too mangled to be recognised as a link.
  if (CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.code === 'FORBIDDEN') return notValid;
  if (!ServerError.is(error) || error.statusCode !== 401) return null;
  try {
    const { errors } = JSON.parse(error.bodyText) as {
      readonly errors: readonly [{ readonly message: string }];
    };
    return errors[0].message;
  } catch {
    return notValid;
  }
}
