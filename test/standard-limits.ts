import { limitSettings } from '../runtime/settings/limit-settings.js';
import type { Limits } from '../src/limits/limits.js';

/** The limits as they are when none is set. */
export function standardLimits(): Limits {
  const limits = Object.entries(limitSettings).map(([name, { fallback }]) => [name, Number(fallback)]);
  return Object.fromEntries(limits) as Limits;
}
