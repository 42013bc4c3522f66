import { Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Costs } from '../../schema/graphql/field-costs.js';
import { Stats, Viewer } from '../../schema/graphql/operations.js';
import { MAX_HISTORY } from '../feed/stats/stats-history.js';
import type { StatsValue } from '../feed/stats/stats-source.js';
import type { RequestContext } from './context.js';
import type { Watch } from './watch.js';

@Resolver()
export class OperationsResolver {
  @Query(() => Viewer, { description: 'The caller, as the API knows it.' })
  viewer(@Ctx() { caller }: RequestContext): Viewer {
    const { role, id } = caller;
    return { actorId: role === 'TRACKING' ? null : id, role };
  }

  @Query(() => Stats, { nullable: true, description: 'The load of the installation now.' })
  stats(@Ctx() { stats }: RequestContext): Promise<StatsValue> {
    return stats.current();
  }

  @Costs({ maxSize: MAX_HISTORY })
  @Query(() => [Stats], {
    nullable: true,
    description:
      'The load over the last 15 minutes, oldest first, as the API process that answers has read it: every 5 seconds ' +
      'while anybody watches, otherwise every 30. A process that has just started has less.',
  })
  statsHistory(@Ctx() { stats }: RequestContext): readonly StatsValue[] {
    return stats.read();
  }

  @Subscription(() => Stats, {
    description: 'The load of the installation, once a second.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchStats(),
  })
  statsUpdated(@Root() stats: StatsValue): StatsValue {
    return stats;
  }
}
