import { useId, useRef, useState } from 'react';
import { shareOrder, stopSharingOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { fullDay } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { useSession } from '../session/session.js';

interface OfOrder {
  readonly orderId: string;
}

/** Shares where an order is with somebody who has no account. */
export function ShareTracking({ orderId }: OfOrder) {
  const { installation } = useSession();
  const [open, setOpen] = useState(false);
  const link = useRequest(shareOrder);
  const [shared, setShared] = useState<SharedLink | null>(null);
  if (!installation.trackingLinks) return null;
  const share = async (): Promise<void> => {
    const outcome = await link.send({ id: orderId });
    setShared(outcome?.trackingLink ?? null);
  };
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => {
          setOpen(true);
          setShared(null);
          void share();
        }}
      >
        Share tracking
      </button>
      <Dialog title="Share tracking" open={open} onClose={() => setOpen(false)}>
        {shared === null ? (
          <RequestNote state={link.state} />
        ) : (
          <Link orderId={orderId} link={shared} onClose={() => setOpen(false)} />
        )}
      </Dialog>
    </>
  );
}

interface SharedLink {
  readonly token: string;
  readonly expiresAt: string;
}

interface LinkProps extends OfOrder {
  readonly link: SharedLink;
  readonly onClose: () => void;
}

function Link({ orderId, link, onClose }: LinkProps) {
  const url = `${location.origin}/track/${link.token}`;
  const field = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const stop = useRequest(stopSharingOrder, 'Stop sharing');
  const copy = async (): Promise<void> => {
    await copyText(url, input.current);
    setCopied(true);
    announce('Copied');
  };
  if (stop.state.phase === 'done')
    return (
      <>
        <p>Nobody can follow this order with the link any more. Sharing again makes a new one.</p>
        <div className="row">
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
        </div>
      </>
    );
  return (
    <>
      <p>
        Whoever has this link sees where the parcels are and what is in them, live, without an account. It
        shows no prices, names or addresses, and works until {fullDay(link.expiresAt)}. An order has one link:
        “Stop sharing” ends it for everybody.
      </p>
      <div className="field">
        <label htmlFor={field}>Link</label>
        <input
          id={field}
          ref={input}
          className="mono small"
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => void copy()}>
          {copied ? 'Copied ✓' : 'Copy link'}
        </button>
        {'share' in navigator && (
          <button
            type="button"
            className="button button-quiet"
            // Closing the share sheet is not an error.
            onClick={() => void navigator.share({ title: 'Where my order is', url }).catch(() => {})}
          >
            Share…
          </button>
        )}
        <button
          type="button"
          className="button button-bad"
          aria-disabled={stop.busy}
          onClick={() => {
            if (!stop.busy) void stop.send({ id: orderId });
          }}
        >
          Stop sharing
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Close
        </button>
      </div>
      <RequestNote state={stop.state} />
    </>
  );
}

/** Browsers offer the clipboard API only to pages with TLS; the older way works without. */
async function copyText(text: string, input: HTMLInputElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    input?.select();
    document.execCommand('copy');
  }
}
