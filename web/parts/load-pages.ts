import { readInstallation } from '../client/installation.js';

const key = 'order-management.loaded-anew';

/**
 * Loads a part of the app. If that fails, it waits until the server is back and reloads the page, once: browsers and the
 * bundle remember failed loads, and a newer build has other file names.
 */
export async function loadPages<TModule>(load: () => Promise<TModule>): Promise<TModule> {
  try {
    const loaded = await load();
    sessionStorage.removeItem(key);
    return loaded;
  } catch (fault) {
    await readInstallation();
    if (sessionStorage.getItem(key) === location.pathname) throw fault;
    sessionStorage.setItem(key, location.pathname);
    location.reload();
    return new Promise(() => {});
  }
}
