import type { FetchImplementation } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, customFetch } from 'jose';

const TIMEOUT = 2_000;
/** How long the keys that were read last stay valid while their server is out of reach. */
const LAST_FOR = 24 * 60 * 60 * 1_000;
/** How long after a failure the server is left alone: forged tokens must not make callers flood it. */
const PAUSE = 5_000;

/** The keys that are published at the address. Those that were read last stay valid while it is out of reach. */
export function remoteKeys(url: URL): ReturnType<typeof createRemoteJWKSet> {
  let latest: { readonly text: string; readonly readAt: number } | null = null;
  let failure: { readonly error: unknown; readonly at: number } | null = null;

  const read: FetchImplementation = async (address, options) => {
    try {
      if (failure && Date.now() - failure.at < PAUSE) throw failure.error;
      const response = await fetch(address, options);
      if (response.status !== 200) throw new Error(`The keys were answered with ${response.status}`);
      const text = await response.text();
      // Throws when these are not keys.
      createLocalJWKSet(JSON.parse(text));
      latest = { text, readAt: Date.now() };
      failure = null;
      return new Response(text);
    } catch (error) {
      if (failure?.error !== error) failure = { error, at: Date.now() };
      // Fresh keys are read again for one that is not among them: the latest are no answer to that.
      if (!keys.fresh && latest && Date.now() - latest.readAt < LAST_FOR) return new Response(latest.text);
      throw error;
    }
  };

  const keys = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT, [customFetch]: read });
  return keys;
}
