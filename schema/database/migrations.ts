import type { Migration } from 'kysely';
import { initial } from './migrations/0001-initial.js';
import { bounds } from './migrations/0002-bounds.js';

/** Every migration by its name, applied in the order of the names; one that has landed is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-bounds': bounds,
};
