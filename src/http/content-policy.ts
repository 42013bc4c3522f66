/** What a page of ours may load, run and call; a script that was smuggled in could read the token. */
type ContentPolicy = Readonly<Record<string, readonly string[]>>;

/** The web app: nothing but its own files. */
export const appPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
} as const satisfies ContentPolicy;

/** The Playground: its editor writes style sheets, and works in workers. */
export const playgroundPolicy = {
  ...appPolicy,
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'", 'blob:'],
} as const satisfies ContentPolicy;

/** The documents: tables say in their cells how these are set. */
export const docsPolicy = {
  ...appPolicy,
  'style-src': ["'self'", "'unsafe-inline'"],
} satisfies ContentPolicy;

/** As the header has it. */
export function policyText(policy: ContentPolicy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
