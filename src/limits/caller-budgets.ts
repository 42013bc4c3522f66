import type { GraphQLError } from 'graphql';
import type { Caller } from '../auth/caller.js';
import { callerKey } from '../auth/caller.js';
import { tooManyRequests } from '../errors/api-errors.js';
import { Allowance } from './allowance.js';
import type { Limits } from './limits.js';
import { TokenBuckets } from './token-buckets.js';

/** What one caller holds on all of its sockets. */
export interface CallerBudget {
  readonly sockets: Allowance;
  readonly subscriptions: Allowance;
  readonly bytes: Allowance;
  readonly lists: Allowance;
  /** How many subscriptions follow each live list. */
  readonly followers: Map<string, number>;
}

/** What callers may spend and hold in this process. Without authentication there is no limit. */
export class CallerBudgets {
  readonly #limits: Limits;
  readonly #costs: TokenBuckets;
  readonly #budgets = new Map<string, CallerBudget>();

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#costs = new TokenBuckets({
      burst: limits.LIMIT_COST_BURST,
      perSecond: limits.LIMIT_COST_PER_SECOND,
    });
  }

  /** How many callers hold something. */
  get size(): number {
    return this.#budgets.size;
  }

  /** Pays for an operation; returns an error when the caller has spent too much lately. */
  pay(caller: Caller, cost: number): GraphQLError | null {
    if (caller.role === 'DEVELOPER') return null;
    const wait = this.#costs.take(callerKey(caller), cost);
    return wait === null ? null : tooManyRequests('Your operations have cost too much lately', wait);
  }

  /** The caller's budget, shared by all of its open sockets. */
  of(caller: Caller): CallerBudget {
    if (caller.role === 'DEVELOPER') return budgetOf(unlimited);
    const key = callerKey(caller);
    const known = this.#budgets.get(key);
    if (known) return known;
    const budget = budgetOf(this.#limits);
    this.#budgets.set(key, budget);
    return budget;
  }

  /** To be called when a socket or an answer of the caller is gone. */
  release(caller: Caller): void {
    const key = callerKey(caller);
    const { sockets, bytes } = this.#budgets.get(key) ?? {};
    if (sockets?.held === 0 && bytes?.held === 0) this.#budgets.delete(key);
  }
}

type PerCaller = Pick<
  Limits,
  | 'LIMIT_SOCKETS_PER_CALLER'
  | 'LIMIT_SUBSCRIPTIONS_PER_CALLER'
  | 'LIMIT_BYTES_PER_CALLER'
  | 'LIMIT_LISTS_PER_CALLER'
>;

const unlimited: PerCaller = {
  LIMIT_SOCKETS_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_SUBSCRIPTIONS_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_BYTES_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_LISTS_PER_CALLER: Number.POSITIVE_INFINITY,
};

function budgetOf(limits: PerCaller): CallerBudget {
  return {
    sockets: new Allowance(limits.LIMIT_SOCKETS_PER_CALLER),
    subscriptions: new Allowance(limits.LIMIT_SUBSCRIPTIONS_PER_CALLER),
    bytes: new Allowance(limits.LIMIT_BYTES_PER_CALLER),
    lists: new Allowance(limits.LIMIT_LISTS_PER_CALLER),
    followers: new Map(),
  };
}
