import { ask } from './outside.mjs';

const real = new URL('../../../dist/workers/orders/postgres-inventory.js?real', import.meta.url);
const inventory = await import(real.href);

/** The inventory of the product, which the outside world holds up and fails before its work and after. */
export function createPostgresInventory(database) {
  const { reserve, release } = inventory.createPostgresInventory(database);
  const troubled = (work) => async (request) => {
    await ask('before', {});
    const result = await work(request);
    await ask('after', {});
    return result;
  };
  return { reserve: troubled(reserve), release: troubled(release) };
}
