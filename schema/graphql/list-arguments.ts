import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { OrderStatus as OrderStatusName } from '../domain/order-status.js';
import type { ShipmentStatus as ShipmentStatusName } from '../domain/shipment-status.js';
import { OrderSort, ShipmentSort } from './enums.js';
import { DateTime } from './scalars.js';
import { OrderStatus, ShipmentStatus } from './status-enums.js';

const changedAfter =
  'Changed after this mark: a `changeMark` or cursor of a list sorted by CHANGED_ASC, or the mark of a RESYNC. ' +
  'After the error CHANGE_MARK_EXPIRED, read the whole list. Not in subscriptions.';

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'How many entries from the start of the range, 1 to 100; 20 by default.',
  })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only entries after this cursor.' })
  readonly after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many entries from the end of the range, 1 to 100. Not together with `first`.',
  })
  readonly last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only entries before this cursor.' })
  readonly before?: string | null;
}

@InputType({ description: 'Which orders a list shows. All given conditions must hold.' })
export class OrderFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'With one of these ids; at most 100. An empty list matches nothing.',
  })
  readonly ids?: readonly string[] | null;

  @Field(() => [OrderStatus], {
    nullable: true,
    description: 'In one of these statuses. An empty list matches nothing.',
  })
  readonly status?: readonly OrderStatusName[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only open orders; false: only closed ones (`closedAt` is set).',
  })
  readonly open?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this customer.' })
  readonly customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'With exactly this SKU among its items.' })
  readonly sku?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those with a late shipment (`Order.isLate`); false: only the others.',
  })
  readonly isLate?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Placed later than this.' })
  readonly placedAfter?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Placed earlier than this.' })
  readonly placedBefore?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Changed later than this.' })
  readonly updatedAfter?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last changed earlier than this.' })
  readonly updatedBefore?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: changedAfter,
  })
  readonly changedAfter?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The start of an order id, of a tracking number, or of a word of the recipient’s name; a part of a product’s ' +
      'name; or exactly a customer id or SKU. Recipients and tracking numbers find at most 1,000 orders each, and so ' +
      'does a part of several products’ names (the first 10 products count). Not in subscriptions.',
  })
  readonly search?: string | null;
}

@InputType({ description: 'Which shipments a list shows. All given conditions must hold.' })
export class ShipmentFilter {
  @Field(() => [ShipmentStatus], {
    nullable: true,
    description: 'In one of these statuses. An empty list matches nothing.',
  })
  readonly status?: readonly ShipmentStatusName[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this order.' })
  readonly orderId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Leaving from this warehouse: a `Location.id`.' })
  readonly locationId?: string | null;

  @Field(() => String, { nullable: true, description: 'Carried by this carrier.' })
  readonly carrier?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Assigned to this courier: the `sub` of its token. Matches nothing for a customer; a courier finds only its own.',
  })
  readonly courierId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those assigned to a courier; false: only the others.',
  })
  readonly assigned?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only late ones (`Shipment.isLate`); false: only the others.',
  })
  readonly isLate?: boolean | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'With a delivery window that ends earlier than this.',
  })
  readonly estimatedBefore?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Changed later than this.' })
  readonly updatedAfter?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: changedAfter,
  })
  readonly changedAfter?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The start of an order id or of a tracking number. Not in subscriptions.',
  })
  readonly search?: string | null;
}

@ArgsType()
export class OrdersArguments extends PageArguments {
  @Field(() => OrderFilter, {
    nullable: true,
    description: 'Which orders; by default all that the caller may see.',
  })
  readonly where?: OrderFilter | null;

  @Field(() => OrderSort, { nullable: true, description: 'The sort order; newest first by default.' })
  readonly sort?: keyof typeof OrderSort | null;
}

@ArgsType()
export class ShipmentsArguments extends PageArguments {
  @Field(() => ShipmentFilter, {
    nullable: true,
    description: 'Which shipments; by default all that the caller may see.',
  })
  readonly where?: ShipmentFilter | null;

  @Field(() => ShipmentSort, { nullable: true, description: 'The sort order; newest first by default.' })
  readonly sort?: keyof typeof ShipmentSort | null;
}

@InputType({ description: 'Which products a list shows. All given conditions must hold.' })
export class ProductFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or brand, or the start of the SKU.',
  })
  readonly search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Has or had stock in this warehouse: a `Location.id`.' })
  readonly locationId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'At most this many units available: in the warehouse of `locationId`, or in all warehouses together.',
  })
  readonly availableAtMost?: number | null;
}

@ArgsType()
export class ProductsArguments extends PageArguments {
  @Field(() => ProductFilter, { nullable: true, description: 'Which products; all by default.' })
  readonly where?: ProductFilter | null;
}
