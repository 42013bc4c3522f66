import { Arg, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Money } from '../../schema/domain/money.js';
import { CURRENCY, money } from '../../schema/domain/money.js';
import { FraudSettings } from '../../schema/graphql/operations.js';
import { FraudResetPayload, FraudSettingsUpdatePayload } from '../../schema/graphql/payloads.js';
import { FraudResetInput, FraudSettingsUpdateInput } from '../../schema/graphql/store-inputs.js';
import { callerKey } from '../auth/caller.js';
import type { StoreRequest } from '../store/act-once.js';
import { actOnce } from '../store/act-once.js';
import type { Store } from '../store/database.js';
import type { FraudSettingsRow } from '../store/fraud-settings.js';
import { readFraudSettings, resetFraud, updateFraudSettings } from '../store/fraud-settings.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { requestIdErrors, requestIdOf, requestIdTaken } from './request-id.js';
import type { Watch } from './watch.js';

interface FraudSettingsValue {
  readonly limit: Money | null;
  readonly maintenanceMode: boolean;
}

interface FraudPayloadValue {
  readonly fraudSettings: FraudSettingsValue;
  readonly requestId: string;
  readonly userErrors: readonly InputError<'INVALID' | 'REQUEST_ID_TAKEN'>[];
}

@Resolver()
export class FraudSettingsResolver {
  @Query(() => FraudSettings, { nullable: true, description: 'The present fraud settings.' })
  async fraudSettings(@Ctx() { database }: RequestContext): Promise<FraudSettingsValue> {
    return settingsValue(await readFraudSettings(database));
  }

  @Subscription(() => FraudSettings, {
    description: 'The present fraud settings, then the settings after every change.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchFraudSettings(),
  })
  fraudSettingsUpdated(@Root() row: FraudSettingsRow): FraudSettingsValue {
    return settingsValue(row);
  }

  @Mutation(() => FraudSettingsUpdatePayload, {
    nullable: true,
    description: 'Changes the fraud settings, from the next charge on.',
  })
  async fraudSettingsUpdate(
    @Arg('input', () => FraudSettingsUpdateInput, { description: 'What to change.' })
    input: FraudSettingsUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<FraudPayloadValue> {
    const { limit, maintenanceMode, requestId } = input;
    const changes = {
      ...(limit !== undefined && { spending_limit: limit?.amount ?? null }),
      ...(maintenanceMode != null && { maintenance_mode: maintenanceMode }),
    };
    return change(
      context,
      requestId,
      limitErrors(limit),
      { action: 'fraudSettingsUpdate', ...changes },
      (transaction) => updateFraudSettings(transaction, changes),
    );
  }

  @Mutation(() => FraudResetPayload, {
    nullable: true,
    description:
      'Removes the limit, ends maintenance mode, and resets to zero what counts towards the limit.',
  })
  async fraudReset(
    @Arg('input', () => FraudResetInput, { nullable: true, description: 'The request.' })
    input: FraudResetInput | null,
    @Ctx() context: RequestContext,
  ): Promise<FraudPayloadValue> {
    return change(context, input?.requestId, [], { action: 'fraudReset' }, resetFraud);
  }
}

function limitErrors(limit: Money | null | undefined): InputError<'INVALID'>[] {
  if (limit == null) return [];
  if (limit.amount <= 0) {
    const message = 'The limit must be above zero; send null for no limit';
    return [{ code: 'INVALID', message, field: ['input', 'limit', 'amount'] }];
  }
  if (limit.currency === CURRENCY) return [];
  const message = `The limit must be in ${CURRENCY}, the currency of this store`;
  return [{ code: 'INVALID', message, field: ['input', 'limit', 'currency'] }];
}

/** Makes a change once, and answers with the settings after it. */
async function change(
  { caller, database }: RequestContext,
  sentId: string | null | undefined,
  inputErrors: readonly InputError<'INVALID'>[],
  content: StoreRequest['content'],
  act: (transaction: Store) => Promise<void>,
): Promise<FraudPayloadValue> {
  const requestId = requestIdOf(sentId);
  const errors = [...requestIdErrors(sentId), ...inputErrors];
  const refusal =
    errors.length > 0
      ? null
      : await actOnce(database, { caller: callerKey(caller), requestId, content }, async (transaction) => {
          await act(transaction);
          return null;
        });
  const fraudSettings = settingsValue(await readFraudSettings(database));
  return { fraudSettings, requestId, userErrors: refusal === null ? errors : [requestIdTaken] };
}

function settingsValue({ spending_limit: limit, maintenance_mode }: FraudSettingsRow): FraudSettingsValue {
  return { limit: limit === null ? null : money(limit), maintenanceMode: maintenance_mode };
}
