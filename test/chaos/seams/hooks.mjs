const exchanged = {
  '/dist/workers/billing/simulated-payment-gateway.js': './gateway.mjs',
  '/dist/workers/shipments/simulated-courier.js': './courier.mjs',
  '/dist/workers/orders/postgres-inventory.js': './inventory.mjs',
};

/** Node's hook: where a module is to be loaded from. */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const simulated = Object.keys(exchanged).find((path) => resolved.url.endsWith(path));
  return simulated ? { ...resolved, url: new URL(exchanged[simulated], import.meta.url).href } : resolved;
}
