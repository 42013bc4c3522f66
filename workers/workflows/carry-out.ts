import { cancel } from './cancel.js';
import type { Accepted } from './decide.js';
import type { OrderRun } from './order-run.js';
import { now } from './order-state.js';
import { amend } from './process-fulfillments.js';
import { assignShipment, updateShipment } from './update-shipment.js';

/** Does what an accepted request asks. */
export function carryOut(run: OrderRun, { body, told }: Accepted): void {
  switch (body.action) {
    case 'AMEND':
      run.state.tell('ORDER_AMENDED', { ...told, message: 'Accepted without the unavailable items' });
      amend(run);
      return;
    case 'CANCEL': {
      const by = told.actor.kind === 'CUSTOMER' ? 'CUSTOMER' : 'BUSINESS';
      run.state.tell('CANCEL_REQUESTED', { ...told, message: body.reason ?? 'No reason given' });
      cancel(run, { by, reason: body.reason, at: now() });
      return;
    }
    case 'ASSIGN':
      assignShipment(run, body, told);
      return;
    case 'DISPATCH':
    case 'DELIVER':
    case 'FAIL':
    case 'TRACK':
      updateShipment(run, body, told);
      return;
    default:
      body satisfies never;
  }
}
