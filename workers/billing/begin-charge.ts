import type {
  ChargeFulfillmentRequest,
  ChargeFulfillmentResult,
  Invoice,
} from '../../schema/contract/billing-activities.js';
import type { PaymentsTable } from '../../schema/database/tables.js';
import { MAX_AMOUNT } from '../../schema/domain/bounds.js';
import type { DeclineCode } from '../../schema/domain/payment-status.js';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';

/**
 * The fraud check and the intent row, in one transaction. Under the tally's lock, the amount is added to the customer's tally
 * if that stays within the limit (or, without one, within the largest amount); otherwise the payment is declined. An existing
 * payment is left unchanged; the statement runs again if one appeared since it began.
 */
const begin = {
  name: 'begin-charge',
  text: `
    with known as materialized (
      select state, result from payments where fulfillment_id = $1
    ), settings as materialized (
      select coalesce(spending_limit, ${MAX_AMOUNT}) as spending_limit, maintenance_mode, epoch from fraud_settings
    ), tallied as (
      insert into fraud_tallies (customer_id, charged)
      select $3, $4::bigint from settings
      where not exists (select from known) and not maintenance_mode and $4::bigint <= spending_limit
      on conflict (customer_id) do update set charged = fraud_tallies.charged + excluded.charged
        where fraud_tallies.charged + excluded.charged <= (select spending_limit from settings)
      returning charged
    ), begun as (
      insert into payments (fulfillment_id, order_id, customer_id, state, total, fraud_epoch, result)
      select $1, $2, $3,
        case when exists (select from tallied) then 'INTENT' else 'DECLINED' end,
        $4::bigint, epoch,
        case when exists (select from tallied) then null when maintenance_mode then $5::jsonb else $6::jsonb end
      from settings where not exists (select from known)
      returning state, result
    )
    select state, result from known union all select state, result from begun`,
};

export type BegunPayment = Pick<PaymentsTable, 'state'> & { readonly result: ChargeFulfillmentResult | null };

/** Checks the charge for fraud and writes its intent row, or returns the outcome of an earlier attempt. */
export async function beginCharge(
  database: Database,
  { fulfillmentId, orderId, customerId }: ChargeFulfillmentRequest,
  invoice: Invoice,
): Promise<BegunPayment> {
  const declined = (declineCode: DeclineCode, reason: string): string =>
    JSON.stringify({ outcome: 'DECLINED', invoice, declineCode, reason } satisfies ChargeFulfillmentResult);
  const rows = await database.run<BegunPayment>(begin, [
    fulfillmentId,
    orderId,
    customerId,
    invoice.total,
    declined('MAINTENANCE', 'Fraud checks are in maintenance, and nothing is charged meanwhile'),
    declined('FRAUD_LIMIT', 'The charge would exceed the limit of what one customer may spend'),
  ]);
  return onlyRow(rows);
}
