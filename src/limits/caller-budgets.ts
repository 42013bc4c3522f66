import type { GraphQLError } from 'graphql';
import type { LimitFunction } from 'p-limit';
import pLimit from 'p-limit';
import type { Caller } from '../auth/caller.js';
import { callerKey } from '../auth/caller.js';
import { tooManyRequests } from '../errors/api-errors.js';
import { Allowance } from './allowance.js';
import type { Limits } from './limits.js';
import { TokenBuckets } from './token-buckets.js';

/** How many operations of a caller may wait for each that may run. */
const WAITING_FOR_EACH_TURN = 50;
/** After how many seconds a caller with too many of them may try again. */
const RETRY_AFTER = 1;

/** What one caller holds on all of its sockets. */
export interface CallerBudget {
  readonly sockets: Allowance;
  readonly subscriptions: Allowance;
  readonly bytes: Allowance;
  readonly lists: Allowance;
  /** Queries and mutations run in turn: those of one caller never take all connections to the database. */
  readonly turns: LimitFunction;
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

  /** Runs a query or mutation when it is the caller's turn; an error when too many wait already. */
  async inTurn<Result>(caller: Caller, run: () => Result | Promise<Result>): Promise<Result> {
    const { turns } = this.of(caller);
    if (turns.pendingCount >= WAITING_FOR_EACH_TURN * turns.concurrency) {
      throw tooManyRequests('You have too many operations under way: wait for some of them', RETRY_AFTER);
    }
    try {
      return await turns(async () => run());
    } finally {
      this.release(caller);
    }
  }

  /** To be called when a socket, an operation or an answer of the caller is gone. */
  release(caller: Caller): void {
    const key = callerKey(caller);
    const budget = this.#budgets.get(key);
    if (!budget) return;
    const { sockets, bytes, turns } = budget;
    const held = sockets.held + bytes.held + turns.activeCount + turns.pendingCount;
    if (held === 0) this.#budgets.delete(key);
  }
}

type PerCaller = Pick<
  Limits,
  | 'LIMIT_SOCKETS_PER_CALLER'
  | 'LIMIT_SUBSCRIPTIONS_PER_CALLER'
  | 'LIMIT_BYTES_PER_CALLER'
  | 'LIMIT_LISTS_PER_CALLER'
  | 'LIMIT_OPERATIONS_PER_CALLER'
>;

const unlimited: PerCaller = {
  LIMIT_SOCKETS_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_SUBSCRIPTIONS_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_BYTES_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_LISTS_PER_CALLER: Number.POSITIVE_INFINITY,
  LIMIT_OPERATIONS_PER_CALLER: Number.POSITIVE_INFINITY,
};

function budgetOf(limits: PerCaller): CallerBudget {
  return {
    sockets: new Allowance(limits.LIMIT_SOCKETS_PER_CALLER),
    subscriptions: new Allowance(limits.LIMIT_SUBSCRIPTIONS_PER_CALLER),
    bytes: new Allowance(limits.LIMIT_BYTES_PER_CALLER),
    lists: new Allowance(limits.LIMIT_LISTS_PER_CALLER),
    turns: pLimit(limits.LIMIT_OPERATIONS_PER_CALLER),
    followers: new Map(),
  };
}
