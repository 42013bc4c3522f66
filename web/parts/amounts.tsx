import type { AmountPartsFragment, MoneyPartsFragment } from '../generated/graphql.js';
import { money, sum } from './format.js';

interface AmountsProps {
  readonly amounts: AmountPartsFragment;
  /** What the total is: "Total, charged". */
  readonly total: string;
  /** What went back of it, if something did. */
  readonly refunded?: MoneyPartsFragment | undefined;
  /** Whether newer amounts are being read. */
  readonly isStale?: boolean;
}

/** Items, tax, shipping and their total, as on an invoice. */
export function Amounts({ amounts, total, refunded, isStale = false }: AmountsProps) {
  return (
    <dl className="facts number invoice" aria-busy={isStale}>
      <dt>Subtotal</dt>
      <dd>{money(amounts.subtotal)}</dd>
      <dt>Tax</dt>
      <dd>{money(amounts.tax)}</dd>
      <dt>Shipping</dt>
      <dd>{money(amounts.shipping)}</dd>
      <dt className="sum">{total}</dt>
      <dd className="sum">{money(amounts.total)}</dd>
      {refunded !== undefined && refunded.amount > 0 && (
        <>
          <dt>Refunded</dt>
          <dd>{money(refunded)}</dd>
        </>
      )}
    </dl>
  );
}

/** What several invoices come to; null where there are none. */
export function sumOfAmounts(amounts: readonly AmountPartsFragment[]): AmountPartsFragment | null {
  const [first] = amounts;
  if (first === undefined) return null;
  const added = (part: 'subtotal' | 'tax' | 'shipping' | 'total') => ({
    ...first[part],
    ...sum(amounts.map((one) => one[part])),
  });
  return {
    ...first,
    subtotal: added('subtotal'),
    tax: added('tax'),
    shipping: added('shipping'),
    total: added('total'),
  };
}
