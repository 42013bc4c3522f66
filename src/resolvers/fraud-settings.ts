import { Arg, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Money } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import { FraudSettings } from '../../schema/graphql/operations.js';
import { FraudPayload } from '../../schema/graphql/payloads.js';
import { FraudSettingsInput } from '../../schema/graphql/store-inputs.js';
import type { RequestContext } from '../graphql/context.js';
import type { FraudSettingsRow } from '../store/fraud-settings.js';
import { readFraudSettings, resetFraud, updateFraudSettings } from '../store/fraud-settings.js';
import type { InputError } from './input-errors.js';
import type { Watch } from './watch.js';

interface FraudSettingsValue {
  readonly limit: Money | null;
  readonly maintenanceMode: boolean;
}

interface FraudPayloadValue {
  readonly fraudSettings: FraudSettingsValue;
  readonly userErrors: readonly InputError<'INVALID'>[];
}

/** How charges are checked for fraud. */
@Resolver()
export class FraudSettingsResolver {
  @Query(() => FraudSettings, { description: 'How charges are checked for fraud now.' })
  async fraudSettings(@Ctx() { database }: RequestContext): Promise<FraudSettingsValue> {
    return settingsValue(await readFraudSettings(database));
  }

  @Subscription(() => FraudSettings, {
    description: 'How charges are checked for fraud: the settings as they are now, then after every change.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchFraudSettings(),
  })
  fraudSettingsUpdated(@Root() row: FraudSettingsRow): FraudSettingsValue {
    return settingsValue(row);
  }

  @Mutation(() => FraudPayload, {
    description: 'Changes how charges are checked for fraud, from the next charge on.',
  })
  async fraudSettingsUpdate(
    @Arg('input', () => FraudSettingsInput, { description: 'What to change.' }) input: FraudSettingsInput,
    @Ctx() { database }: RequestContext,
  ): Promise<FraudPayloadValue> {
    const { limit, maintenanceMode } = input;
    if (limit != null && limit < 0) {
      const error = {
        code: 'INVALID',
        message: 'The limit must not be below zero',
        field: ['input', 'limit'],
      } as const;
      return { fraudSettings: settingsValue(await readFraudSettings(database)), userErrors: [error] };
    }
    const row = await updateFraudSettings(database, {
      ...(limit !== undefined && { spending_limit: limit || null }),
      ...(maintenanceMode != null && { maintenance_mode: maintenanceMode }),
    });
    return { fraudSettings: settingsValue(row), userErrors: [] };
  }

  @Mutation(() => FraudPayload, {
    description:
      'Takes the limit and the maintenance mode away, and sets what customers were charged to zero.',
  })
  async fraudReset(@Ctx() { database }: RequestContext): Promise<FraudPayloadValue> {
    return { fraudSettings: settingsValue(await resetFraud(database)), userErrors: [] };
  }
}

function settingsValue({ spending_limit: limit, maintenance_mode }: FraudSettingsRow): FraudSettingsValue {
  return { limit: limit === null ? null : money(limit), maintenanceMode: maintenance_mode };
}
