import { Field, ID, ObjectType } from 'type-graphql';
import type { ActorKind as ActorKindName } from '../domain/actor.js';
import { ActorKind } from './enums.js';

@ObjectType({ description: 'Who caused something.' })
export class Actor {
  @Field(() => ActorKind, { description: 'The actor’s role.' })
  readonly kind!: ActorKindName;

  @Field(() => ID, {
    nullable: true,
    description: 'The `sub` of the actor’s token; null for the system, and when the caller may not see it.',
  })
  readonly actorId!: string | null;
}
