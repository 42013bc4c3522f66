import { useState } from 'react';
import { ofThisTab } from '../client/token.js';
import type { OrderFilter, OrderSort } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';

interface DownloadOrdersProps {
  readonly where: OrderFilter;
  readonly sort: OrderSort;
}

type Phase = 'ready' | 'under way' | 'failed' | 'too many';

/** Downloads the list as it is filtered, as a CSV file. */
export function DownloadOrders({ where, sort }: DownloadOrdersProps) {
  const [phase, setPhase] = useState<Phase>('ready');
  const download = async (): Promise<void> => {
    if (phase === 'under way') return;
    setPhase('under way');
    try {
      const response = await fetch('/orders.csv', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...ofThisTab() },
        body: JSON.stringify({ where, sort }),
      });
      if (!response.ok) {
        setPhase(response.status === 429 ? 'too many' : 'failed');
        return;
      }
      save(await response.blob());
      setPhase('ready');
      announce('Orders downloaded');
    } catch {
      setPhase('failed');
    }
  };
  return (
    <div className="download">
      <button
        type="button"
        className="button button-quiet button-small"
        aria-disabled={phase === 'under way'}
        onClick={download}
      >
        {phase === 'under way' ? 'Downloading…' : 'Download as CSV'}
      </button>
      <p role="status" className="small">
        {phase === 'failed' && 'The download was interrupted. Try again.'}
        {phase === 'too many' && 'Too many downloads are under way. Try again in a moment.'}
      </p>
    </div>
  );
}

function save(file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `orders-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
