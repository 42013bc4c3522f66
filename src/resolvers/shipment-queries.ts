import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { shipmentKeyOf } from '../../schema/contract/node-ids.js';
import { textProblem } from '../../schema/domain/text.js';
import { ShipmentConnection } from '../../schema/graphql/connections.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { ShipmentsArguments } from '../../schema/graphql/list-arguments.js';
import { Shipment } from '../../schema/graphql/shipment.js';
import { asksForHidden, maySeeShipment, shipmentReachOf } from '../auth/permissions.js';
import type { CountedPage } from '../store/page.js';
import { pageRequestOf, pageWith, shownPage } from '../store/page.js';
import { readShipmentPage } from '../store/read-shipment-page.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { RequestContext } from './context.js';
import { filteredLocation } from './location-value.js';

@Resolver(() => ShipmentConnection)
export class ShipmentQueries {
  @Costs({ price: 20 })
  @Query(() => Shipment, {
    nullable: true,
    description: 'The shipment with this id; null if it does not exist, or the caller may not see it.',
  })
  async shipment(
    @Arg('id', () => ID, { description: 'The shipment’s id.' }) id: string,
    @Ctx() { caller, loaders }: RequestContext,
  ): Promise<ShipmentRecord | null> {
    const key = textProblem(id) === null ? shipmentKeyOf(id) : null;
    const record = key && (await loaders.shipments.load(key.shipmentId));
    return record && maySeeShipment(caller, record) ? record : null;
  }

  @Costs({ price: 50 })
  @Query(() => ShipmentConnection, {
    nullable: true,
    description: 'The shipments that the caller may see.',
  })
  async shipments(
    @Args(() => ShipmentsArguments) { where, sort, ...page }: ShipmentsArguments,
    @Ctx() { database, recentOrders, caller }: RequestContext,
  ): Promise<CountedPage<ShipmentRecord>> {
    const { locationId, ...filter } = where ?? {};
    const selection = {
      ...filter,
      ...(asksForHidden(caller, filter.courierId) && { status: [] }),
      location: filteredLocation(locationId),
      reach: shipmentReachOf(caller),
    };
    const rows = await readShipmentPage(database, selection, sort ?? 'CREATED_AT_DESC', pageRequestOf(page));
    const newest = shownPage(rows, (record) => recentOrders.newestShipment(record));
    return pageWith(newest, (record) => maySeeShipment(caller, record));
  }

  @FieldResolver(() => Int, { nullable: true })
  totalCount(@Root() page: CountedPage<ShipmentRecord>): Promise<number> {
    return page.count();
  }
}
