/** One installation trades in one currency; every amount is in its minor unit (cents). */
export const CURRENCY = 'USD';

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** An amount of minor units as the money of this installation. */
export function money(amount: number): Money {
  return { amount, currency: CURRENCY };
}
