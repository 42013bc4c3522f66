import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Role } from './enums.js';
import { Money } from './money.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'How charges are checked for fraud.' })
export class FraudSettings {
  @Field(() => Money, {
    nullable: true,
    description: 'What a customer may be charged in all since the last reset; null: no limit.',
  })
  readonly limit!: MoneyValue | null;

  @Field(() => Boolean, { description: 'Whether every charge is declined for now.' })
  readonly maintenanceMode!: boolean;
}

@ObjectType({ description: 'Who the API takes the caller for.' })
export class Viewer {
  @Field(() => ID, { nullable: true, description: 'The `sub` of the token; null without one.' })
  readonly actorId!: string | null;

  @Field(() => Role, { description: 'What the caller is to this system.' })
  readonly role!: keyof typeof Role;
}

@ObjectType({ description: 'The load of the installation.' })
export class Stats {
  @Field(() => DateTime, { description: 'When these were read.' })
  readonly at!: string;

  @Field(() => Int, {
    description: 'Workers that the Temporal Service has seen lately, over all task queues.',
  })
  readonly workers!: number;

  @Field(() => Int, { description: 'Tasks that wait for a worker, over all task queues.' })
  readonly backlog!: number;

  @Field(() => Float, { description: 'Orders placed a second, over the last 30 seconds.' })
  readonly acceptRate!: number;

  @Field(() => Float, { description: 'Orders that came to rest a second, over the last 30 seconds.' })
  readonly completeRate!: number;

  @Field(() => Int, { description: 'Orders that are not at rest.' })
  readonly openOrders!: number;

  @Field(() => Int, { description: 'Live subscriptions held by the API process that answers.' })
  readonly subscribers!: number;
}
