import type { Actor, ActorKind } from '../../schema/domain/actor.js';
import type { CancelledBy } from '../../schema/graphql/enums.js';
import type { Caller } from './caller.js';

/** What a caller does, as far as it matters for who it counts as. */
export type Deed = 'PLACE' | 'AMEND' | 'CANCEL' | 'CARRY';

/**
 * As whom the caller does this. The local developer is everybody: each deed is done by whoever does it in
 * life, a cancel by the side that was chosen, the customer's when none was.
 */
export function actorFor(
  caller: Caller,
  deed: Deed,
  customerId: string,
  by?: keyof typeof CancelledBy | null,
): Actor {
  if (caller.role !== 'DEVELOPER') return { kind: caller.role, id: caller.id };
  const kind = developerAs(deed, by ?? 'CUSTOMER');
  return { kind, id: kind === 'CUSTOMER' ? customerId : null };
}

/** Whether the caller may cancel on this side: only the local developer has the choice. */
export function mayCancelAs(caller: Caller, by: keyof typeof CancelledBy): boolean {
  if (caller.role === 'DEVELOPER') return true;
  return by === (caller.role === 'CUSTOMER' ? 'CUSTOMER' : 'BUSINESS');
}

function developerAs(deed: Deed, by: keyof typeof CancelledBy): ActorKind {
  switch (deed) {
    case 'PLACE':
    case 'AMEND':
      return 'CUSTOMER';
    case 'CANCEL':
      return by === 'CUSTOMER' ? 'CUSTOMER' : 'MANAGER';
    case 'CARRY':
      return 'COURIER';
    default:
      return deed satisfies never;
  }
}
