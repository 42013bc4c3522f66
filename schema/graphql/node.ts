import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  resolveType: ({ __typename }: { readonly __typename: string }) => __typename,
  description: 'Something with an id of its own, unique over all types: `node` finds it again.',
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'Unique over all types. An order’s is the caller’s own and has no colon; all others have one.',
  })
  readonly id!: string;
}
