import { Field, ID, InputType } from 'type-graphql';

/** What the input of every repeatable request has. */
@InputType()
export abstract class RequestInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Chosen by the caller, so that a repeated request acts once and gets the same answer. Generated when left out. ' +
      'The same id with another action or payload is refused with REQUEST_ID_TAKEN.',
  })
  readonly requestId?: string | null;
}
