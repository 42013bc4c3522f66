import { Field, InputType, ObjectType } from 'type-graphql';
import { SafeInt } from './scalars.js';

@ObjectType({ description: 'An amount of money, in whole minor units: never a fraction.' })
@InputType('MoneyInput', { description: 'An amount of money, in whole minor units.' })
export class Money {
  @Field(() => SafeInt, { description: 'In minor units as ISO 4217 defines them: cents for USD.' })
  readonly amount!: number;

  @Field(() => String, { description: 'The currency’s ISO 4217 code, such as USD.' })
  readonly currency!: string;
}
