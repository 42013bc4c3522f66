import type { limitSettings } from '../../runtime/settings/limit-settings.js';

/** The limits of an API process, by the names of their settings. */
export type Limits = Readonly<Record<keyof typeof limitSettings, number>>;
