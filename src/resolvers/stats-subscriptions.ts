import { Resolver, Root, Subscription } from 'type-graphql';
import { Stats } from '../../schema/graphql/operations.js';
import type { StatsValue } from '../feed/stats/stats-source.js';
import type { Watch } from './watch.js';

@Resolver()
export class StatsSubscriptions {
  @Subscription(() => Stats, {
    description: 'The load of the installation, once a second.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchStats(),
  })
  statsUpdated(@Root() stats: StatsValue): StatsValue {
    return stats;
  }
}
