import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OrderSummaryFragment } from '../generated/graphql.js';
import { money } from './format.js';
import { Chip, OrderStatusChip } from './status.js';
import { Time } from './time.js';

interface OrderRowProps {
  readonly order: OrderSummaryFragment;
  readonly to: string;
  readonly showCustomer?: boolean;
  /** Whether it has just come into the list. */
  readonly isNew?: boolean;
  /** What can be done about it; a list without has no column for it. */
  readonly children?: ReactNode;
}

/** One order of a list, with a link to its page. */
export function OrderRow({ order, to, showCustomer = false, isNew = false, children }: OrderRowProps) {
  const what = order.items.map(({ quantity, name, sku }) => `${quantity} × ${name ?? sku}`).join(', ');
  return (
    <li className={isNew ? 'order-row arrive' : 'order-row'} data-order={order.id} data-status={order.status}>
      <div>
        <Link href={to} className="id">
          {order.id}
        </Link>
        <div className="soft small">
          <Time at={order.placedAt} />
          {showCustomer && `, ${order.customerId}`}
        </div>
      </div>
      <div>
        <OrderStatusChip status={order.status} />
        {order.isLate && (
          <>
            {' '}
            <Chip text="Late" tone="bad" />
          </>
        )}
      </div>
      <div className="what" title={what}>
        {what}
      </div>
      <div className="money number">
        <Paid order={order} />
      </div>
      {children !== undefined && <div className="aside">{children}</div>}
    </li>
  );
}

/** What the customer has paid, with refunds noted. */
function Paid({ order: { totalCharged, totalRefunded } }: Pick<OrderRowProps, 'order'>) {
  if (totalCharged.amount === 0) return null;
  const kept = totalCharged.amount - totalRefunded.amount;
  return (
    <>
      {kept > 0 && money({ ...totalCharged, amount: kept })}
      {totalRefunded.amount > 0 && <div className="soft small">{money(totalRefunded)} refunded</div>}
    </>
  );
}
