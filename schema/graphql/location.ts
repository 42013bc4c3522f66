import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({ implements: Node, description: 'A warehouse.' })
export class Location extends Node {
  @Field(() => ID, { description: 'The id that `locationId` takes in filters and inputs.' })
  override readonly id!: string;

  @Field(() => String, { description: 'The warehouse’s name.' })
  readonly name!: string;
}
