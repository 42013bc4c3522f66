import type { LimitFunction } from 'p-limit';
import pLimit from 'p-limit';
import { Allowance } from './allowance.js';
import { CostlyAnswers } from './costly-answers.js';
import type { Limits } from './limits.js';
import { UnreadAnswers } from './unread-answers.js';

/** How many exports a caller may have at a time. */
const EXPORTS_PER_CALLER = 1;

/**
 * A tracking link has this part of a caller's limits. All links to the orders of one customer have one caller's limits
 * together, apart from the customer's own: a flood with a link costs the customer nothing and the other links little, and
 * whoever makes many links has no more for it.
 */
const PART_OF_A_LINK = 0.1;

/** What one caller holds, over both transports. */
export interface CallerBudget {
  readonly sockets: Allowance;
  readonly subscriptions: Allowance;
  readonly bytes: Allowance;
  readonly lists: Allowance;
  readonly exports: Allowance;
  /** Queries and mutations run in turn, each until its answer is read. */
  readonly turns: LimitFunction;
  /** The share of the connections to the database that its operations use at a time. */
  readonly connections: LimitFunction;
  /** Makes the answers to its costly queries in turn. */
  readonly costly: CostlyAnswers;
  readonly unread: UnreadAnswers;
  /** How many subscriptions follow each live list. */
  readonly followers: Map<string, number>;
  /** What a tracking link shares with the customer's other links. */
  readonly shared: CallerBudget | undefined;
  /** The keys of the links that share this one. */
  readonly links: Set<string>;
}

/** What one caller may hold and spend. */
const namesOfCaller = [
  'LIMIT_SOCKETS_PER_CALLER',
  'LIMIT_SUBSCRIPTIONS_PER_CALLER',
  'LIMIT_BYTES_PER_CALLER',
  'LIMIT_LISTS_PER_CALLER',
  'LIMIT_OPERATIONS_PER_CALLER',
  'LIMIT_COST_BURST',
  'LIMIT_COST_PER_SECOND',
] as const satisfies readonly (keyof Limits)[];

export type CallerLimits = Pick<Limits, (typeof namesOfCaller)[number]>;

export const unlimited = callerLimits(() => Number.POSITIVE_INFINITY);

export function limitsOfLink(limits: Limits): CallerLimits {
  return callerLimits((name) => Math.ceil(limits[name] * PART_OF_A_LINK));
}

function callerLimits(limitOf: (name: keyof CallerLimits) => number): CallerLimits {
  return Object.fromEntries(namesOfCaller.map((name) => [name, limitOf(name)])) as CallerLimits;
}

/**
 * @param connections the share of the connections to the database
 * @param shared the budget of several, out of which this one takes too
 */
export function budgetOf(limits: CallerLimits, connections: number, shared?: CallerBudget): CallerBudget {
  return {
    sockets: new Allowance(limits.LIMIT_SOCKETS_PER_CALLER, shared?.sockets),
    subscriptions: new Allowance(limits.LIMIT_SUBSCRIPTIONS_PER_CALLER, shared?.subscriptions),
    bytes: new Allowance(limits.LIMIT_BYTES_PER_CALLER, shared?.bytes),
    lists: new Allowance(limits.LIMIT_LISTS_PER_CALLER, shared?.lists),
    exports: new Allowance(limits === unlimited ? Number.POSITIVE_INFINITY : EXPORTS_PER_CALLER),
    turns: pLimit(limits.LIMIT_OPERATIONS_PER_CALLER),
    connections: pLimit(connections),
    costly: shared?.costly ?? new CostlyAnswers(),
    unread: new UnreadAnswers(limits.LIMIT_BYTES_PER_CALLER),
    followers: new Map(),
    shared,
    links: new Set(),
  };
}
