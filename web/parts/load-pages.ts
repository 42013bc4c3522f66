import { readInstallation } from '../client/installation.js';

const key = 'order-management.loaded-anew';

/**
 * Loads a page of the app. If that fails, it waits until the server is back and reloads the page, once: browsers and the
 * bundle remember failed loads, and a newer build has other file names.
 */
export function loadPages<TModule>(load: () => Promise<TModule>): Promise<TModule> {
  return loadOrReload(load, async () => {});
}

/** Loads a part of a page that the reader may already be using: a reload waits until they would lose nothing by it. */
export function loadPart<TModule>(load: () => Promise<TModule>): Promise<TModule> {
  return loadOrReload(load, untilNothingIsLost);
}

async function loadOrReload<TModule>(
  load: () => Promise<TModule>,
  untilReloadable: () => Promise<void>,
): Promise<TModule> {
  try {
    const loaded = await load();
    sessionStorage.removeItem(key);
    return loaded;
  } catch (error) {
    await readInstallation();
    if (sessionStorage.getItem(key) === location.pathname) throw error;
    await untilReloadable();
    sessionStorage.setItem(key, location.pathname);
    location.reload();
    return new Promise(() => {});
  }
}

/** A dialog, a notice, and a request that is being sent. */
const inUse = 'dialog[open], .note, [role=status][data-tone=wait]';
const pause = 1_000;

async function untilNothingIsLost(): Promise<void> {
  while (document.querySelector(inUse) !== null) await new Promise((resolve) => setTimeout(resolve, pause));
}
