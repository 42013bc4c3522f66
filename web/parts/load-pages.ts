import { readInstallation } from '../client/installation.js';

const key = 'order-management.loaded-anew';

/**
 * Loads a part of the app. Where it cannot be had, the page waits until the server is back and is loaded anew: browsers
 * and the bundle remember what failed, and a newer build has other names for its parts. Once; then it is a fault.
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
