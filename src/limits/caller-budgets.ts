import type { GraphQLError } from 'graphql';
import type { LimitFunction } from 'p-limit';
import type { Caller } from '../auth/caller.js';
import { callerKey } from '../auth/caller.js';
import { tooManyRequests } from '../errors/api-errors.js';
import type { CallerBudget, CallerLimits } from './caller-budget.js';
import { budgetOf, limitsOfLink, unlimited } from './caller-budget.js';
import type { PreparedOperation } from './documents.js';
import type { Limits } from './limits.js';
import { TokenBuckets } from './token-buckets.js';
import { UnreadAnswers } from './unread-answers.js';

/** How many operations of a caller may wait for each that may run. */
const WAITING_FOR_EACH_TURN = 50;
/** After how many seconds a caller with too many of them, or with too much to read, may try again. */
const RETRY_AFTER = 1;
/** So much of a request costs nothing by its size: few have more. Of the rest, each byte costs as much as a field. */
const FREE_BYTES = 4 * 1024;
/** What each message over a socket costs, whatever it says: it takes as long as some fields of an answer. */
const PRICE_OF_A_MESSAGE = 50;
/** Of an answer so many bytes cost as much as a field: a few fields may hold much text. */
const BYTES_FOR_A_UNIT = 20;

/** What callers may spend and hold in this process. Without authentication there is no limit. */
export class CallerBudgets {
  readonly #limits: Limits;
  readonly #ofLink: CallerLimits;
  readonly #costs: TokenBuckets;
  readonly #costsOfLinks: TokenBuckets;
  readonly #budgets = new Map<string, CallerBudget>();
  readonly #ofDeveloper = budgetOf(unlimited, Number.POSITIVE_INFINITY);
  readonly #unread: UnreadAnswers;
  readonly #connections: number;

  /** @param databasePoolSize the connections to the database that all callers share */
  constructor(limits: Limits, databasePoolSize: number) {
    this.#limits = limits;
    this.#unread = new UnreadAnswers(limits.LIMIT_UNREAD_BYTES);
    this.#connections = Math.max(1, Math.floor(databasePoolSize / 2));
    this.#ofLink = limitsOfLink(limits);
    this.#costs = costBuckets(limits);
    this.#costsOfLinks = costBuckets(this.#ofLink);
  }

  /** How many callers hold something. */
  get size(): number {
    return this.#budgets.size;
  }

  /** Pays for an operation; returns an error when the caller has spent too much lately. */
  pay(caller: Caller, cost: number): GraphQLError | null {
    if (caller.role === 'DEVELOPER') return null;
    const links = keyOfLinks(caller);
    // The link first: what it may not spend is not taken from the others.
    const wait =
      links === null
        ? this.#costs.take(callerKey(caller), cost)
        : (this.#costsOfLinks.take(callerKey(caller), cost) ?? this.#costs.take(links, cost));
    return wait === null ? null : tooManyRequests('Your operations have cost too much lately', wait);
  }

  /** Pays for reading a request of this size; returns an error when the caller has spent too much lately. */
  payForRequest(caller: Caller, bytes: number): GraphQLError | null {
    return bytes > FREE_BYTES ? this.pay(caller, bytes - FREE_BYTES) : null;
  }

  /** Takes the price of a message or control frame that was read; returns an error, with the time to wait, when the caller owes. */
  payForMessage(caller: Caller, bytes: number): GraphQLError | null {
    if (caller.role === 'DEVELOPER') return null;
    this.#owe(caller, PRICE_OF_A_MESSAGE + Math.max(0, bytes - FREE_BYTES));
    return this.pay(caller, 0);
  }

  /**
   * Takes the price of an answer that was made, sent or not: the caller pays off what it owes before its next operation
   * runs.
   */
  payForAnswer(caller: Caller, bytes: number): void {
    if (caller.role !== 'DEVELOPER') this.#owe(caller, bytes / BYTES_FOR_A_UNIT);
  }

  #owe(caller: Caller, price: number): void {
    const links = keyOfLinks(caller);
    if (links !== null) this.#costsOfLinks.owe(callerKey(caller), price);
    this.#costs.owe(links ?? callerKey(caller), price);
  }

  /** The caller's budget, shared by all that it does at a time. */
  of(caller: Caller): CallerBudget {
    if (caller.role === 'DEVELOPER') return this.#ofDeveloper;
    const key = callerKey(caller);
    const links = keyOfLinks(caller);
    if (links === null) return this.#known(key, () => budgetOf(this.#limits, this.#connections));
    const shared = this.#known(links, () => budgetOf(this.#limits, this.#connections));
    shared.links.add(key);
    return this.#known(key, () => budgetOf(this.#ofLink, 1, shared));
  }

  #known(key: string, make: () => CallerBudget): CallerBudget {
    const budget = this.#budgets.get(key) ?? make();
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
   * Runs a query or mutation when it is the caller's turn, until its answer is read. An error when too many wait already, when
   * answers that were made in the meantime cost more than the caller has, or when too much is to be read: then the answer is
   * not even made.
   */
  async inTurn<Result>(caller: Caller, run: () => Result | Promise<Result>): Promise<Result> {
    const { turns, shared } = this.of(caller);
    if (isCrowded(turns) || (shared && isCrowded(shared.turns))) {
      throw tooManyRequests('You have too many operations under way: wait for some of them', RETRY_AFTER);
    }
    // One that costs more than a caller may have at once leaves it in debt, and runs all the same.
    const owesForThis = this.pay(caller, 0) !== null;
    try {
      const inOwnTurn = async () => {
        const refusal = owesForThis ? null : this.pay(caller, 0);
        if (refusal) throw refusal;
        if (!this.of(caller).unread.hasRoomFor(this.#limits.LIMIT_ANSWER_BYTES)) throw tooMuchUnread();
        return run();
      };
      return await turns(() => (shared ? shared.turns(inOwnTurn) : inOwnTurn()));
    } finally {
      this.release(caller);
    }
  }

  /** Makes an answer, within the caller's turn: that of a costly query when no other of the caller's is being made. */
  make<Answer>(
    caller: Caller,
    operation: Pick<PreparedOperation, 'cost' | 'definition'>,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    if (caller.role === 'DEVELOPER') return make();
    return this.of(caller).costly.make(operation, make, () => this.release(caller));
  }

  /** To be called when a socket, an operation or an answer of the caller is gone. */
  release(caller: Caller): void {
    this.#forgetUnused(callerKey(caller));
    const links = keyOfLinks(caller);
    if (links !== null) this.#forgetUnused(links);
  }

  #forgetUnused(key: string): void {
    const budget = this.#budgets.get(key);
    if (!budget || isUsed(budget)) return;
    this.#budgets.delete(key);
    budget.shared?.links.delete(key);
  }
}

function isUsed(budget: CallerBudget): boolean {
  const { sockets, bytes, exports, turns, connections, costly, unread, shared, links } = budget;
  const running = turns.activeCount + turns.pendingCount + connections.activeCount;
  // What links share outlives each of them, and their costly answers are made in its turn.
  const isMaking = shared === undefined && costly.isBusy;
  return sockets.held + bytes.held + exports.held + unread.bytes + running + links.size > 0 || isMaking;
}

/** The key of what all links to the orders of one customer share; null for other callers. */
function keyOfLinks({ tracked }: Caller): string | null {
  return tracked === undefined ? null : JSON.stringify(['TRACKING LINKS OF', tracked.customerId]);
}

function isCrowded({ pendingCount, concurrency }: LimitFunction): boolean {
  return pendingCount >= WAITING_FOR_EACH_TURN * concurrency;
}

function costBuckets({ LIMIT_COST_BURST, LIMIT_COST_PER_SECOND }: CallerLimits): TokenBuckets {
  return new TokenBuckets({ burst: LIMIT_COST_BURST, perSecond: LIMIT_COST_PER_SECOND });
}

/** The caller has more to read than is kept for it. */
export function tooMuchUnread(): GraphQLError {
  return tooManyRequests('You have too many answers to read: read these first', RETRY_AFTER);
}
