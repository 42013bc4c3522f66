import { Field, ID, ObjectType } from 'type-graphql';
import { ListChangeKind } from './enums.js';
import { Order } from './order.js';
import { Shipment } from './shipment.js';

const changeMark =
  'With RESYNC, otherwise null. A query can read everything that changed up to this mark; everything later comes as a ' +
  'message or is covered by another RESYNC. Keep the mark once the list is read. At the next RESYNC, read only what ' +
  'changed after it: with `changedAfter`, in any sort but CHANGED_ASC, which waits for transactions under way.';

@ObjectType({ description: 'A message about a live list of orders.' })
export class OrderListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The id of the order; null with RESYNC.' })
  readonly orderId!: string | null;

  @Field(() => Order, { nullable: true, description: 'The order as it is now; null with RESYNC.' })
  readonly order!: Order | null;

  @Field(() => String, { nullable: true, description: changeMark })
  readonly changeMark!: string | null;
}

@ObjectType({ description: 'A message about a live list of shipments.' })
export class ShipmentListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The id of the shipment; null with RESYNC.' })
  readonly shipmentId!: string | null;

  @Field(() => Shipment, {
    nullable: true,
    description:
      'The shipment as it is now; null with RESYNC, and with LEFT when the caller may no longer see it.',
  })
  readonly shipment!: Shipment | null;

  @Field(() => String, { nullable: true, description: changeMark })
  readonly changeMark!: string | null;
}
