import type { RefundPaymentRequest, RefundPaymentResult } from '../../schema/contract/billing-activities.js';
import type { PaymentsTable } from '../../schema/database/tables.js';
import { onlyRow } from '../database.js';
import type { ChargeDependencies } from './charge-fulfillment.js';

/** Invalidates a charge that is under way or never began; its amount is taken off the tally. */
const voidPayment = {
  name: 'void-payment',
  text: `
    with before as materialized (
      select state, total, refunded, customer_id, fraud_epoch from payments where fulfillment_id = $1 for update
    ), written as (
      insert into payments (fulfillment_id, state) select $1, 'VOIDED' where not exists (select from before)
    ), voided as (
      update payments set state = 'VOIDED' from before
      where payments.fulfillment_id = $1 and before.state = 'INTENT'
    ), given_back as (
      update fraud_tallies set charged = greatest(charged - before.total, 0)
      from before, fraud_settings
      where before.state = 'INTENT' and fraud_tallies.customer_id = before.customer_id
        and fraud_settings.epoch = before.fraud_epoch
    )
    select coalesce(before.state, 'VOIDED') as state, coalesce(before.total, 0) as total,
      coalesce(before.refunded, 0) as refunded
    from (select) as always left join before on true`,
};

const markRefunded = {
  name: 'mark-refunded',
  text: `
    with refunded as (
      update payments set state = 'REFUNDED', refunded = total where fulfillment_id = $1 and state = 'CHARGED'
      returning customer_id, total, fraud_epoch
    )
    update fraud_tallies set charged = greatest(charged - total, 0)
    from refunded, fraud_settings
    where fraud_tallies.customer_id = refunded.customer_id and fraud_settings.epoch = refunded.fraud_epoch`,
};

/** Refunds what was charged, once; repeated, returns its first answer. */
export async function refundPayment(
  { database, gateway }: Pick<ChargeDependencies, 'database' | 'gateway'>,
  { fulfillmentId, reason }: RefundPaymentRequest,
): Promise<RefundPaymentResult> {
  type Payment = Pick<PaymentsTable, 'state' | 'total' | 'refunded'>;
  const { state, total, refunded } = onlyRow(await database.run<Payment>(voidPayment, [fulfillmentId]));
  switch (state) {
    case 'CHARGED':
      await gateway.refund({ idempotencyKey: fulfillmentId, reason });
      await database.run(markRefunded, [fulfillmentId]);
      return { refunded: total };
    case 'INTENT':
    case 'VOIDED':
      // The charge may have been killed before it stored the gateway's answer.
      await gateway.refund({ idempotencyKey: fulfillmentId, reason });
      return { refunded: 0 };
    case 'DECLINED':
    case 'REFUNDED':
      return { refunded };
    default:
      return state satisfies never;
  }
}
