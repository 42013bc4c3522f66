import { actorOf } from './actor.js';
import type { Address, OrderInput, RequestedItem } from './order-input.js';
import { idProblem, textProblem } from './text.js';

/** A rule that the input breaks: where, from the input's root, and what to do about it. */
export interface InputProblem {
  readonly path: readonly string[];
  readonly message: string;
}

export const MAX_ITEMS = 100;
const MAX_QUANTITY = 10_000;

const MAX_ADDRESS_LINE = 200;

const MAX_PHONE_LENGTH = 32;

/** Three to twenty digits, with what people write between them. */
const PHONE = /^\(?\+?(?:[ ()./-]*\d){3,20}[ )]*$/;

/** Everything that is wrong with an order's input. Takes `unknown`, since the CLI starts orders too. */
export function orderProblems(input: unknown): readonly InputProblem[] {
  if (!isRecord(input))
    return [{ path: [], message: 'The order must be an object with id, customerId and items' }];
  return [
    ...named(['id'], 'The order id', input.id),
    ...named(['customerId'], 'The customer id', input.customerId),
    ...itemsProblems(input.items),
    ...addressProblems(input.deliveryAddress),
  ];
}

/**
 * The order without unknown members, or its problems. A SKU listed twice is refused, not merged, so that the order's lines
 * are the caller's.
 */
export function parseOrder(
  input: unknown,
): { readonly order: OrderInput } | { readonly problems: readonly InputProblem[] } {
  const problems = orderProblems(input);
  if (problems.length > 0) return { problems };
  const { id, customerId, items, deliveryAddress } = input as OrderInput;
  const { placedBy, placedAt } = input as Readonly<Record<string, unknown>>;
  return {
    order: {
      id,
      customerId,
      items: items.map(({ sku, quantity }) => ({ sku, quantity })),
      deliveryAddress: deliveryAddress ? addressOf(deliveryAddress) : null,
      placedBy: actorOf(placedBy),
      ...(typeof placedAt === 'string' ? { placedAt } : {}),
    },
  };
}

function addressOf(address: Address): Address {
  const { name, line1, line2, city, region, postalCode, country } = address;
  const phone = address.phone?.trim();
  const parts = { name, line1, line2: line2 ?? null, city, region: region ?? null, postalCode, country };
  return phone ? { ...parts, phone } : parts;
}

/** Everything that is wrong with an order's lines. */
export function itemsProblems(items: unknown): readonly InputProblem[] {
  if (!Array.isArray(items) || items.length === 0) {
    return [{ path: ['items'], message: 'An order needs at least one item' }];
  }
  if (items.length > MAX_ITEMS) {
    return [{ path: ['items'], message: `An order takes at most ${MAX_ITEMS} items, not ${items.length}` }];
  }
  const firstLineOf = new Map<string, number>();
  return items.flatMap((item: unknown, index) => {
    const path = ['items', String(index)];
    if (!isRecord(item)) return [{ path, message: 'An item must be an object with sku and quantity' }];
    return [...itemProblems(path, item), ...repeated(path, item.sku, index, firstLineOf)];
  });
}

function itemProblems(path: readonly string[], item: Partial<RequestedItem>): readonly InputProblem[] {
  const problems = [...named([...path, 'sku'], 'The SKU', item.sku)];
  const quantity = item.quantity;
  if (!Number.isInteger(quantity) || (quantity as number) < 1 || (quantity as number) > MAX_QUANTITY) {
    problems.push({
      path: [...path, 'quantity'],
      message: `The quantity must be a whole number from 1 to ${MAX_QUANTITY}`,
    });
  }
  return problems;
}

function repeated(
  path: readonly string[],
  sku: unknown,
  index: number,
  firstLineOf: Map<string, number>,
): readonly InputProblem[] {
  if (typeof sku !== 'string') return [];
  const first = firstLineOf.get(sku);
  if (first === undefined) {
    firstLineOf.set(sku, index);
    return [];
  }
  const message = `The SKU is listed twice, first in items[${first}]: put the whole quantity there`;
  return [{ path: [...path, 'sku'], message }];
}

function addressProblems(address: unknown): readonly InputProblem[] {
  if (address === undefined || address === null) return [];
  const path = ['deliveryAddress'];
  if (!isRecord(address)) return [{ path, message: 'The delivery address must be an object' }];
  const required = ['name', 'line1', 'city', 'postalCode', 'country'] as const;
  const optional = ['line2', 'region'] as const;
  return [
    ...required.flatMap((part) => linePart([...path, part], address[part], true)),
    ...optional.flatMap((part) => linePart([...path, part], address[part], false)),
    ...phoneProblems([...path, 'phone'], address.phone),
  ];
}

/** A courier's telephone dials it, so it must be a number and nothing else. */
function phoneProblems(path: readonly string[], phone: unknown): readonly InputProblem[] {
  if (phone === undefined || phone === null) return [];
  if (typeof phone === 'string' && isPhone(phone.trim())) return [];
  const message = `The phone number must have 3 to 20 digits and at most ${MAX_PHONE_LENGTH} characters, such as +1 (503) 555-0142`;
  return [{ path, message }];
}

/** Empty counts as none, as in the other optional parts. */
function isPhone(text: string): boolean {
  return text === '' || (text.length <= MAX_PHONE_LENGTH && PHONE.test(text));
}

function linePart(path: readonly string[], line: unknown, required: boolean): readonly InputProblem[] {
  if (line === undefined || line === null) {
    return required ? [{ path, message: 'This part of the address is required' }] : [];
  }
  if (typeof line !== 'string') return [{ path, message: 'This part of the address must be a text' }];
  if (required && line.trim() === '') return [{ path, message: 'This part of the address is required' }];
  const problem = textProblem(line, MAX_ADDRESS_LINE);
  return problem ? [{ path, message: `This part of the address ${problem}` }] : [];
}

function named(path: readonly string[], name: string, id: unknown): InputProblem[] {
  if (typeof id !== 'string') return [{ path, message: `${name} must be a text` }];
  const problem = idProblem(id);
  return problem ? [{ path, message: `${name} ${problem}` }] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
