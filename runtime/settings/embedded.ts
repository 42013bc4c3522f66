/**
 * Set to `true` by what embeds the API for one developer, never by hand: everybody who reaches it may then do
 * everything. Its own name, so that no other program's setting turns authentication off.
 */
export const EMBEDDED_SWITCH = 'ORDER_MANAGEMENT_EMBEDDED';

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}
