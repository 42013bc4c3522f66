import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { OrderTrackingLinkPayload, OrderTrackingLinkRevokePayload } from '../../schema/graphql/payloads.js';
import type { TrackingLink } from '../../schema/graphql/tracking.js';
import { OrderTrackingLinkInput, OrderTrackingLinkRevokeInput } from '../../schema/graphql/tracking.js';
import { callerKey } from '../auth/caller.js';
import { maySeeOrder } from '../auth/permissions.js';
import { newTrackingLinkId, trackingToken } from '../auth/tracking-token.js';
import { tooManyRequests } from '../errors/api-errors.js';
import type { BucketSize } from '../limits/token-buckets.js';
import { actOnce } from '../store/act-once.js';
import type { Store } from '../store/database.js';
import { findTrackingLink, keepTrackingLink, revokeTrackingLink } from '../store/tracking-links.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { problemErrors } from './input-errors.js';
import { requestIdErrors, requestIdOf, requestIdTaken } from './request-id.js';

interface LinkPayloadValue {
  readonly trackingLink: TrackingLink | null;
  readonly requestId: string;
  readonly userErrors: readonly InputError<
    'INVALID' | 'NOT_FOUND' | 'REQUEST_ID_TAKEN' | 'NOT_ALLOWED_NOW'
  >[];
}

const noOrder = { code: 'NOT_FOUND', message: 'There is no such order', field: ['input', 'id'] } as const;

const noKeys = {
  code: 'NOT_ALLOWED_NOW',
  message: 'This installation has no tracking links: TRACKING_KEYS is not set',
  field: null,
} as const;

/** How often one caller may change the link of one order: each change is remembered. */
export const linkRate: BucketSize = { burst: 20, perSecond: 1 };

@Resolver()
export class TrackingLinkMutations {
  @Costs({ price: 200 })
  @Mutation(() => OrderTrackingLinkPayload, {
    nullable: true,
    description:
      'Makes a link with which anybody can follow the order without an account. An order has one link at a time: asked ' +
      'for again, it is the same link, and expires later. Refused with NOT_ALLOWED_NOW where the installation has no ' +
      'keys for links.',
  })
  orderTrackingLink(
    @Arg('input', () => OrderTrackingLinkInput, { description: 'The order, and the request.' })
    input: OrderTrackingLinkInput,
    @Ctx() context: RequestContext,
  ): Promise<LinkPayloadValue> {
    const { lifetimeSeconds } = context.trackingLinks;
    return change(context, 'orderTrackingLink', input, (transaction, { id: orderId, customerId }) =>
      keepTrackingLink(transaction, newTrackingLinkId(), { orderId, customerId, lifetimeSeconds }),
    );
  }

  @Costs({ price: 200 })
  @Mutation(() => OrderTrackingLinkRevokePayload, {
    nullable: true,
    description:
      'Revokes the order’s tracking link, whoever made it. Pages that show the order by it stop within seconds. A new ' +
      'link can be made.',
  })
  orderTrackingLinkRevoke(
    @Arg('input', () => OrderTrackingLinkRevokeInput, { description: 'The order, and the request.' })
    input: OrderTrackingLinkRevokeInput,
    @Ctx() context: RequestContext,
  ): Promise<LinkPayloadValue> {
    return change(context, 'orderTrackingLinkRevoke', input, (transaction, { id }) =>
      revokeTrackingLink(transaction, id),
    );
  }
}

/** Changes the link of an order that the caller may see, once for each request id. */
async function change(
  { caller, orders, database, trackingLinks: { keys, rate } }: RequestContext,
  action: 'orderTrackingLink' | 'orderTrackingLinkRevoke',
  input: OrderTrackingLinkInput | OrderTrackingLinkRevokeInput,
  act: (transaction: Store, order: OrderSnapshot) => Promise<void>,
): Promise<LinkPayloadValue> {
  const requestId = requestIdOf(input.requestId);
  const refused = (...userErrors: LinkPayloadValue['userErrors']) => ({
    trackingLink: null,
    requestId,
    userErrors,
  });
  const invalid = [
    ...problemErrors('id', 'The id', idProblem(input.id)),
    ...requestIdErrors(input.requestId),
  ];
  if (invalid.length > 0) return refused(...invalid);
  const order = await orders.find(input.id, (found) => maySeeOrder(caller, found));
  if (!order) return refused(noOrder);
  if (keys.length === 0) return refused(noKeys);
  const pause = rate.take(JSON.stringify([callerKey(caller), order.id]));
  if (pause !== null) throw tooManyRequests('You are sharing this order too often', pause);
  const request = { caller: callerKey(caller), requestId, content: { action, orderId: order.id } };
  const refusal = await actOnce(database, request, async (transaction) => {
    await act(transaction, order);
    return null;
  });
  if (refusal !== null) return refused(requestIdTaken);
  const link = await findTrackingLink(database, order.id);
  const token = link && trackingToken(keys, link.id);
  return {
    trackingLink: link && token !== null ? { token, expiresAt: link.expires_at } : null,
    requestId,
    userErrors: [],
  };
}
