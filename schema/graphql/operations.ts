import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Role } from './enums.js';
import { Money } from './money.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'How charges are checked for fraud.' })
export class FraudSettings {
  @Field(() => Money, {
    nullable: true,
    description: 'The most that a customer may be charged in total since the last reset; null: no limit.',
  })
  readonly limit!: MoneyValue | null;

  @Field(() => Boolean, { description: 'Whether every charge is declined for now.' })
  readonly maintenanceMode!: boolean;
}

@ObjectType({ description: 'The caller.' })
export class Viewer {
  @Field(() => ID, { nullable: true, description: 'The `sub` of the token; null without one.' })
  readonly actorId!: string | null;

  @Field(() => Role, { description: 'The caller’s role.' })
  readonly role!: keyof typeof Role;
}

@ObjectType({ description: 'The load of the installation.' })
export class Stats {
  @Field(() => DateTime, { description: 'When these figures were read.' })
  readonly at!: string;

  @Field(() => Int, {
    description: 'Live workers on all task queues, as the Temporal Service sees them.',
  })
  readonly workers!: number;

  @Field(() => Int, { description: 'Tasks waiting for a worker, on all task queues.' })
  readonly backlog!: number;

  @Field(() => Float, { description: 'Orders placed per second, over the last 30 seconds.' })
  readonly acceptRate!: number;

  @Field(() => Float, { description: 'Orders closed per second, over the last 30 seconds.' })
  readonly completeRate!: number;

  @Field(() => Int, { description: 'Orders that are not closed.' })
  readonly openOrders!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The median time that queries and mutations took, in milliseconds, over the last 30 seconds, at the API process ' +
      'that answers; null when there were none.',
  })
  readonly latencyP50!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'As `latencyP50`, but the 99th percentile: one operation in a hundred took longer.',
  })
  readonly latencyP99!: number | null;

  @Field(() => Float, {
    description:
      'Errors sent to clients per second, over the last 30 seconds, at the API process that answers.',
  })
  readonly errorRate!: number;

  @Field(() => Int, { description: 'Open subscriptions at the API process that answers.' })
  readonly subscribers!: number;
}
