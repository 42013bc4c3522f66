import { Arg, Args, Ctx, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { webhookKeyOf } from '../../schema/contract/node-ids.js';
import { WebhookConnection } from '../../schema/graphql/connections.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { PageArguments } from '../../schema/graphql/list-arguments.js';
import { Webhook } from '../../schema/graphql/webhook.js';
import type { Page } from '../store/page.js';
import { pageRequestOf } from '../store/page.js';
import type { WebhookRow } from '../store/read-webhooks.js';
import { readWebhook, readWebhookPage } from '../store/read-webhooks.js';
import type { RequestContext } from './context.js';
import type { Watch } from './watch.js';

@Resolver()
export class WebhookQueries {
  @Query(() => Webhook, {
    nullable: true,
    description: 'The webhook with this id; null if it does not exist.',
  })
  async webhook(
    @Arg('id', () => ID, { description: 'The webhook’s id.' }) id: string,
    @Ctx() { database }: RequestContext,
  ): Promise<WebhookRow | null> {
    const key = webhookKeyOf(id);
    return key === null ? null : readWebhook(database, key);
  }

  @Costs({ price: 20 })
  @Query(() => WebhookConnection, {
    nullable: true,
    description: 'The webhooks of the installation, at most 50.',
  })
  webhooks(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { database }: RequestContext,
  ): Promise<Page<WebhookRow>> {
    return readWebhookPage(database, pageRequestOf(page));
  }

  @Subscription(() => Webhook, {
    description:
      'Each webhook that is created, changed, failing, down or delivered to again from now on. Nothing is sent at the ' +
      'start: read the webhooks once subscribed, and again after a lost connection.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchWebhooks(),
  })
  webhookUpdated(@Root() webhook: WebhookRow): WebhookRow {
    return webhook;
  }
}
