import type { GraphQLError } from 'graphql';
import type { LimitFunction } from 'p-limit';
import pLimit from 'p-limit';
import type { Caller } from '../auth/caller.js';
import { callerKey } from '../auth/caller.js';
import { tooManyRequests } from '../errors/api-errors.js';
import { Allowance } from './allowance.js';
import type { Limits } from './limits.js';
import { TokenBuckets } from './token-buckets.js';
import { UnreadAnswers } from './unread-answers.js';

/** How many operations of a caller may wait for each that may run. */
const WAITING_FOR_EACH_TURN = 50;
/** After how many seconds a caller with too many of them, or with too much to read, may try again. */
const RETRY_AFTER = 1;
/** Of an answer so many bytes cost as much as a field: a few fields may hold much text. */
const BYTES_FOR_A_UNIT = 20;

/** What one caller holds, over both transports. */
export interface CallerBudget {
  readonly sockets: Allowance;
  readonly subscriptions: Allowance;
  readonly bytes: Allowance;
  readonly lists: Allowance;
  /** Queries and mutations run in turn, each until its answer is read. */
  readonly turns: LimitFunction;
  /** The share of the connections to the database that its operations use at a time. */
  readonly connections: LimitFunction;
  readonly unread: UnreadAnswers;
  /** How many subscriptions follow each live list. */
  readonly followers: Map<string, number>;
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

/** What callers may spend and hold in this process. Without authentication there is no limit. */
export class CallerBudgets {
  readonly #limits: Limits;
  readonly #costs: TokenBuckets;
  readonly #budgets = new Map<string, CallerBudget>();
  readonly #ofDeveloper = budgetOf(unlimited, Number.POSITIVE_INFINITY);
  readonly #unread: UnreadAnswers;
  readonly #connections: number;

  /** @param databasePoolSize the connections to the database that all callers share */
  constructor(limits: Limits, databasePoolSize: number) {
    this.#limits = limits;
    this.#unread = new UnreadAnswers(limits.LIMIT_UNREAD_BYTES);
    this.#connections = Math.max(1, Math.floor(databasePoolSize / 2));
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

  /** Takes the price of an answer that was made: the caller pays off what it owes before its next operation. */
  payForAnswer(caller: Caller, bytes: number): void {
    if (caller.role !== 'DEVELOPER') this.#costs.owe(callerKey(caller), bytes / BYTES_FOR_A_UNIT);
  }

  /** The caller's budget, shared by all that it does at a time. */
  of(caller: Caller): CallerBudget {
    if (caller.role === 'DEVELOPER') return this.#ofDeveloper;
    const key = callerKey(caller);
    const known = this.#budgets.get(key);
    if (known) return known;
    const budget = budgetOf(this.#limits, this.#connections);
    this.#budgets.set(key, budget);
    return budget;
  }

  /** Counts an answer that the caller has yet to read, until the returned function is called. */
  hold(caller: Caller, bytes: number, giveUp: () => void): () => void {
    const ofCaller = this.of(caller).unread.hold(bytes, giveUp);
    const ofAll = this.#unread.hold(bytes, giveUp);
    return () => {
      ofCaller();
      ofAll();
      this.release(caller);
    };
  }

  /**
   * Runs a query or mutation when it is the caller's turn, until its answer is read; an error when too many wait already, or
   * too much is to be read: then the answer is not even made.
   */
  async inTurn<Result>(caller: Caller, run: () => Result | Promise<Result>): Promise<Result> {
    const { turns } = this.of(caller);
    if (turns.pendingCount >= WAITING_FOR_EACH_TURN * turns.concurrency) {
      throw tooManyRequests('You have too many operations under way: wait for some of them', RETRY_AFTER);
    }
    try {
      return await turns(async () => {
        if (!this.of(caller).unread.hasRoomFor(this.#limits.LIMIT_ANSWER_BYTES)) throw tooMuchUnread();
        return run();
      });
    } finally {
      this.release(caller);
    }
  }

  /** To be called when a socket, an operation or an answer of the caller is gone. */
  release(caller: Caller): void {
    const key = callerKey(caller);
    const budget = this.#budgets.get(key);
    if (!budget) return;
    const { sockets, bytes, turns, connections, unread } = budget;
    const running = turns.activeCount + turns.pendingCount + connections.activeCount;
    const held = sockets.held + bytes.held + unread.bytes + running;
    if (held === 0) this.#budgets.delete(key);
  }
}

/** The caller has more to read than is kept for it. */
export function tooMuchUnread(): GraphQLError {
  return tooManyRequests('You have too many answers to read: read these first', RETRY_AFTER);
}

function budgetOf(limits: PerCaller, connections: number): CallerBudget {
  return {
    sockets: new Allowance(limits.LIMIT_SOCKETS_PER_CALLER),
    subscriptions: new Allowance(limits.LIMIT_SUBSCRIPTIONS_PER_CALLER),
    bytes: new Allowance(limits.LIMIT_BYTES_PER_CALLER),
    lists: new Allowance(limits.LIMIT_LISTS_PER_CALLER),
    turns: pLimit(limits.LIMIT_OPERATIONS_PER_CALLER),
    connections: pLimit(connections),
    unread: new UnreadAnswers(limits.LIMIT_BYTES_PER_CALLER),
    followers: new Map(),
  };
}
