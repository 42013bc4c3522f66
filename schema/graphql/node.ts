import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  resolveType: ({ __typename }: { readonly __typename: string }) => __typename,
  description: 'An object with an id that is unique over all types. `node` finds it by that id.',
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'Unique over all types. An order’s id is chosen by its creator and has no colon; all others have one.',
  })
  readonly id!: string;
}
