import { Field, ObjectType } from 'type-graphql';
import { SafeInt } from './scalars.js';

@ObjectType({ description: 'An amount of money, in whole minor units: never a fraction.' })
export class Money {
  @Field(() => SafeInt, { description: 'In the minor unit of the currency: cents.' })
  readonly amount!: number;

  @Field(() => String, { description: 'The currency’s ISO 4217 code, such as USD.' })
  readonly currency!: string;
}
