import { Field, ID, ObjectType } from 'type-graphql';
import { ListChangeKind } from './enums.js';
import { Order } from './order.js';
import { Shipment } from './shipment.js';

const changeMark =
  'Set with RESYNC, otherwise null. A query can read every change up to this mark; later changes come as messages, ' +
  'or with another RESYNC. Keep the mark once you have read the list. At the next RESYNC, read only what changed ' +
  'after it: with `changedAfter`, in any sort order but CHANGED_ASC, which waits for transactions under way.';

@ObjectType({ description: 'A message about a live list of orders.' })
export class OrderListChange {
  @Field(() => ListChangeKind, { description: 'The kind of message.' })
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
  @Field(() => ListChangeKind, { description: 'The kind of message.' })
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
