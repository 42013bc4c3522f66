import { Field, ID, ObjectType } from 'type-graphql';
import { ListChangeKind } from './enums.js';
import { Order } from './order.js';
import { Shipment } from './shipment.js';

@ObjectType({ description: 'A message about a live list of orders.' })
export class OrderListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The order it is about; null with RESYNC.' })
  readonly orderId!: string | null;

  @Field(() => Order, { nullable: true, description: 'The order as it is now; null with RESYNC.' })
  readonly order!: Order | null;

  @Field(() => String, {
    nullable: true,
    description:
      'With RESYNC, else null. All that changed up to this mark can be read now, and all that changes after it is told ' +
      'here or by another RESYNC: when the list is read, keep the mark, and at the next RESYNC read only what changed ' +
      'after it (`changedAfter`, not sorted by CHANGED_ASC, which would wait for changes under way).',
  })
  readonly changeMark!: string | null;
}

@ObjectType({ description: 'A message about a live list of shipments.' })
export class ShipmentListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The shipment it is about; null with RESYNC.' })
  readonly shipmentId!: string | null;

  @Field(() => Shipment, { nullable: true, description: 'The shipment as it is now; null with RESYNC.' })
  readonly shipment!: Shipment | null;

  @Field(() => String, {
    nullable: true,
    description:
      'With RESYNC, else null. All that changed up to this mark can be read now, and all that changes after it is told ' +
      'here or by another RESYNC: when the list is read, keep the mark, and at the next RESYNC read only what changed ' +
      'after it (`changedAfter`, not sorted by CHANGED_ASC, which would wait for changes under way).',
  })
  readonly changeMark!: string | null;
}
