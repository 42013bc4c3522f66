import { Field, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A delivery address.' })
@InputType('AddressInput', {
  description: 'A delivery address. The phone number has at most 32 characters, every other part 200.',
})
export class Address {
  @Field(() => String, { description: 'The recipient.' })
  readonly name!: string;

  @Field(() => String, { description: 'Street and number.' })
  readonly line1!: string;

  @Field(() => String, { nullable: true, description: 'Flat, floor, care of.' })
  readonly line2!: string | null;

  @Field(() => String, { description: 'City or town.' })
  readonly city!: string;

  @Field(() => String, { nullable: true, description: 'State, province or county.' })
  readonly region!: string | null;

  @Field(() => String, { description: 'Postal code.' })
  readonly postalCode!: string;

  @Field(() => String, { description: 'Country, by name or ISO code.' })
  readonly country!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The phone number at which the courier reaches the recipient: 3 to 20 digits, optionally with a leading + and ' +
      'with spaces or ( ) - . / between them.',
  })
  readonly phone?: string | null;
}
