import { ApplicationFailure } from '@temporalio/common';
import type {
  ChargeFulfillmentRequest,
  ChargeFulfillmentResult,
  Invoice,
} from '../../schema/contract/billing-activities.js';
import { MAX_AMOUNT } from '../../schema/domain/bounds.js';
import { fingerprintOf } from '../../schema/domain/fingerprint.js';
import { invoiceFor } from '../../schema/domain/invoice.js';
import { money } from '../../schema/domain/money.js';
import { cleanText } from '../../schema/domain/text.js';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';
import type { BegunPayment } from './begin-charge.js';
import { beginCharge } from './begin-charge.js';
import type { GatewayAnswer, PaymentGateway } from './payment-gateway.js';

/** Stores the gateway's answer, unless the payment was voided or settled meanwhile; a decline is taken off the tally. */
const settle = {
  name: 'settle-charge',
  text: `
    with settled as (
      update payments set state = $2, result = $3::jsonb where fulfillment_id = $1 and state = 'INTENT'
      returning customer_id, total, fraud_epoch
    ), given_back as (
      update fraud_tallies set charged = greatest(charged - total, 0)
      from settled, fraud_settings
      where $2 = 'DECLINED' and fraud_tallies.customer_id = settled.customer_id
        and fraud_settings.epoch = settled.fraud_epoch
    )
    select count(*) as settled from settled`,
};

const readPayment = {
  name: 'read-payment',
  text: 'select state, result from payments where fulfillment_id = $1',
};

export interface ChargeDependencies {
  readonly database: Database;
  readonly gateway: PaymentGateway;
  readonly now: () => Date;
}

/** Invoices and charges a fulfillment once; repeated, returns its first answer. */
export async function chargeFulfillment(
  { database, gateway, now }: ChargeDependencies,
  request: ChargeFulfillmentRequest,
): Promise<ChargeFulfillmentResult> {
  const { fulfillmentId, customerId, items } = request;
  const invoice: Invoice = { ...invoiceFor(items), invoiceReference: invoiceReferenceOf(fulfillmentId) };
  if (invoice.total > MAX_AMOUNT) {
    throw ApplicationFailure.nonRetryable('The total is larger than any amount can be', 'TOTAL_OUT_OF_RANGE');
  }
  const known = resultOf(await beginCharge(database, request, invoice));
  // An earlier attempt may have charged, and been killed before it could undo that.
  if (known?.outcome === 'VOIDED') await undoCharge(gateway, fulfillmentId);
  if (known !== null) return known;

  const answer = await gateway.charge({
    idempotencyKey: fulfillmentId,
    customerId,
    money: money(invoice.total),
  });
  const result = answered(answer, invoice, now());
  if (await trySettle(database, fulfillmentId, result)) return result;

  const settledMeanwhile = resultOf(onlyRow(await database.run<BegunPayment>(readPayment, [fulfillmentId])));
  // The refund may have reached the gateway before the charge did.
  if (settledMeanwhile?.outcome === 'VOIDED') await undoCharge(gateway, fulfillmentId);
  if (settledMeanwhile === null)
    throw new Error('The payment can be settled neither as charged nor as voided');
  return settledMeanwhile;
}

async function undoCharge(gateway: PaymentGateway, fulfillmentId: string): Promise<void> {
  await gateway.refund({ idempotencyKey: fulfillmentId, reason: 'Voided while it was charged' });
}

/** A unique reference, the same each time the fulfillment is invoiced: 128 bits of its fingerprint. */
function invoiceReferenceOf(fulfillmentId: string): string {
  return `INV-${fingerprintOf(fulfillmentId).slice(0, 32).toUpperCase()}`;
}

/** The outcome of a payment; null while only its intent is known. */
function resultOf({ state, result }: BegunPayment): ChargeFulfillmentResult | null {
  switch (state) {
    case 'INTENT':
      return null;
    case 'CHARGED':
    case 'DECLINED':
      if (result === null) throw new Error('The payment is settled without a result');
      return result;
    case 'VOIDED':
    case 'REFUNDED':
      return { outcome: 'VOIDED' };
    default:
      return state satisfies never;
  }
}

function answered(
  answer: GatewayAnswer,
  invoice: Invoice,
  at: Date,
): Exclude<ChargeFulfillmentResult, { outcome: 'VOIDED' }> {
  switch (answer.outcome) {
    case 'APPROVED':
      return { outcome: 'CHARGED', invoice, chargedAt: at.toISOString() };
    case 'DECLINED':
      return { outcome: 'DECLINED', invoice, declineCode: 'DECLINED', reason: cleanText(answer.reason) };
    default:
      return answer satisfies never;
  }
}

async function trySettle(
  database: Database,
  fulfillmentId: string,
  result: ChargeFulfillmentResult,
): Promise<boolean> {
  const rows = await database.run<{ readonly settled: number }>(settle, [
    fulfillmentId,
    result.outcome,
    JSON.stringify(result),
  ]);
  return onlyRow(rows).settled === 1;
}
