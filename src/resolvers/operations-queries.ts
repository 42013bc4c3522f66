import { Ctx, Query, Resolver } from 'type-graphql';
import { Stats, Viewer } from '../../schema/graphql/operations.js';
import type { StatsValue } from '../feed/stats/stats-source.js';
import type { RequestContext } from './context.js';

@Resolver()
export class OperationsQueries {
  @Query(() => Viewer, { description: 'The caller, as the API knows it.' })
  viewer(@Ctx() { caller }: RequestContext): Viewer {
    const { role, id } = caller;
    return { actorId: role === 'TRACKING' ? null : id, role };
  }

  @Query(() => Stats, { nullable: true, description: 'The load of the installation now.' })
  stats(@Ctx() { stats }: RequestContext): Promise<StatsValue> {
    return stats.current();
  }
}
