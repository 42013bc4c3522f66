import { useState } from 'react';
import type { CancelledBy, OrderSummaryFragment } from '../generated/graphql.js';
import { CancelDialog } from './cancel-dialog.js';

interface CancelOrderProps {
  readonly order: Pick<OrderSummaryFragment, 'id' | 'availableActions'>;
  /** On whose behalf this page cancels; the API takes it from the role, where there is one. */
  readonly by: CancelledBy;
}

/** The way to cancel on an order's own page. The dialog stays when the button goes. */
export function CancelOrder({ order, by }: CancelOrderProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      {order.availableActions.includes('CANCEL') && (
        <button type="button" className="button button-bad" onClick={() => setAsking(true)}>
          Cancel order
        </button>
      )}
      <CancelDialog id={asking ? order.id : null} by={by} onClose={() => setAsking(false)} />
    </>
  );
}
