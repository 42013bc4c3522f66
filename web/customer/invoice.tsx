import type { FulfillmentDetailsFragment, OrderDetailsFragment } from '../generated/graphql.js';
import { AddressLabel } from '../parts/address-label.js';
import { money, wholeDate } from '../parts/format.js';
import { itemsInWords } from '../parts/items-in-words.js';
import { parcelsOf } from '../parts/parcels-of.js';
import { paymentInWords } from '../parts/payment-in-words.js';

/** An order as an invoice, shown only in print: what was bought, what it cost, where it goes, how it is paid. */
export function Invoice({ order }: { readonly order: OrderDetailsFragment }) {
  const { totalCharged, totalRefunded } = order;
  const parcels = parcelsOf(order);
  const missing = order.fulfillments.flatMap(({ location, items }) => (location == null ? items : []));
  return (
    <section className="on-paper" aria-label="Invoice">
      <header>
        <div>
          <p className="soft">Order Management</p>
          <h2>{totalCharged.amount > 0 ? 'Invoice' : 'Order, not charged'}</h2>
          <p>
            Order <span className="mono">{order.id}</span>, placed {wholeDate(order.placedAt)} by{' '}
            {order.customerId}
          </p>
        </div>
        {order.deliveryAddress != null && (
          <div>
            <p className="soft">Deliver to</p>
            <AddressLabel address={order.deliveryAddress} />
          </div>
        )}
      </header>
      {parcels.map((parcel, index) => (
        <PrintedParcel
          key={parcel.id}
          parcel={parcel}
          title={parcels.length === 1 ? 'Parcel' : `Parcel ${index + 1} of ${parcels.length}`}
        />
      ))}
      {missing.length > 0 && <p>{`Not in stock, not charged: ${itemsInWords(missing)}`}</p>}
      {totalCharged.amount > 0 && (
        <table className="number">
          <caption>Payment</caption>
          <tbody>
            <Sum name="Charged" amount={money(totalCharged)} />
            {totalRefunded.amount > 0 && (
              <>
                <Sum name="Refunded" amount={money(totalRefunded)} />
                <Sum
                  name="Paid"
                  amount={money({ ...totalCharged, amount: totalCharged.amount - totalRefunded.amount })}
                />
              </>
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface PrintedParcelProps {
  readonly parcel: FulfillmentDetailsFragment;
  readonly title: string;
}

function PrintedParcel({ parcel, title }: PrintedParcelProps) {
  const { items, amounts, payment, location } = parcel;
  const state =
    payment?.chargedAt == null ? paymentInWords(parcel) : `charged ${wholeDate(payment.chargedAt)}`;
  return (
    <table className="number">
      <caption>
        {`${title} from ${location?.name}`}
        {payment?.invoiceReference != null && `, invoice ${payment.invoiceReference}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Quantity</th>
          <th scope="col">Price</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ sku, name, quantity, unitPrice }) => (
          <tr key={sku}>
            <td>{name ?? sku}</td>
            <td>{quantity}</td>
            <td>{unitPrice && money(unitPrice)}</td>
            <td>{unitPrice && money({ ...unitPrice, amount: unitPrice.amount * quantity })}</td>
          </tr>
        ))}
      </tbody>
      {amounts != null && (
        <tfoot>
          <Sum name="Subtotal" amount={money(amounts.subtotal)} span={3} />
          <Sum name="Tax" amount={money(amounts.tax)} span={3} />
          <Sum name="Shipping" amount={money(amounts.shipping)} span={3} />
          <Sum name={`Total, ${state}`} amount={money(amounts.total)} span={3} />
          {payment != null && payment.refunded.amount > 0 && (
            <Sum name="Refunded" amount={money(payment.refunded)} span={3} />
          )}
        </tfoot>
      )}
    </table>
  );
}

interface SumProps {
  readonly name: string;
  readonly amount: string;
  readonly span?: number;
}

function Sum({ name, amount, span = 1 }: SumProps) {
  return (
    <tr>
      <th scope="row" colSpan={span}>
        {name}
      </th>
      <td>{amount}</td>
    </tr>
  );
}
