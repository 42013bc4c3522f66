const preload = new URL('seams/exchange.mjs', import.meta.url).href;

/** The environment of a worker whose gateway, courier and inventory are asked over HTTP instead of simulated. */
export function seamsAsking(url: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${preload}`, OUTSIDE_WORLD_URL: url };
}
