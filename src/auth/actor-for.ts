import type { Actor, ActorKind } from '../../schema/domain/actor.js';
import type { CancelledBy } from '../../schema/graphql/enums.js';
import { forbidden } from '../errors/api-errors.js';
import type { Caller } from './caller.js';

/** What a caller does. */
export type Deed = 'PLACE' | 'AMEND' | 'CANCEL' | 'ASSIGN' | 'CARRY';

/**
 * The actor that is recorded for the action. The local developer plays all roles: each action counts as done by whoever does it
 * in production, a cancel as done by the side that was chosen (the customer's by default).
 */
export function actorFor(
  caller: Caller,
  deed: Deed,
  customerId: string,
  by?: keyof typeof CancelledBy | null,
): Actor {
  if (caller.role === 'TRACKING') throw forbidden('A tracking link may not change anything');
  if (caller.role !== 'DEVELOPER') return { kind: caller.role, id: caller.id };
  const kind = developerAs(deed, by ?? 'CUSTOMER');
  return { kind, id: kind === 'CUSTOMER' ? customerId : null };
}

/** Whether the caller may cancel on this side. Only the local developer has a choice. */
export function mayCancelAs(caller: Caller, by: keyof typeof CancelledBy): boolean {
  if (caller.role === 'DEVELOPER') return true;
  if (caller.role === 'TRACKING') return false;
  return by === (caller.role === 'CUSTOMER' ? 'CUSTOMER' : 'BUSINESS');
}

function developerAs(deed: Deed, by: keyof typeof CancelledBy): ActorKind {
  switch (deed) {
    case 'PLACE':
    case 'AMEND':
      return 'CUSTOMER';
    case 'CANCEL':
      return by === 'CUSTOMER' ? 'CUSTOMER' : 'MANAGER';
    case 'ASSIGN':
      return 'MANAGER';
    case 'CARRY':
      return 'COURIER';
    default:
      return deed satisfies never;
  }
}
