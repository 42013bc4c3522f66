import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '../../runtime/errors/reason-of.js';
import { StartError } from '../../runtime/errors/start-error.js';

/** Documents by the ids that clients name them by: `sha256:` and the fingerprint of the text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** What the build wrote for the web app; it is not there before that is built. */
const ofWebApp = fileURLToPath(new URL('../../web/.vite/trusted-documents.json', import.meta.url));

/** The documents of the web app, and those of another manifest, as graphql-codegen makes one. */
export function readTrustedDocuments(manifest: string | undefined): TrustedDocuments {
  const files = [...(existsSync(ofWebApp) ? [ofWebApp] : []), ...(manifest === undefined ? [] : [manifest])];
  return new Map(files.flatMap((file) => documentsIn(file)));
}

function documentsIn(file: string): readonly (readonly [id: string, text: string])[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`TRUSTED_DOCUMENTS cannot be read: ${reasonOf(error)}.`);
  }
  return Object.entries(manifest as Readonly<Record<string, unknown>>).map(([id, text]) => {
    if (typeof text !== 'string' || id !== `sha256:${createHash('sha256').update(text).digest('hex')}`)
      throw new StartError(`TRUSTED_DOCUMENTS has a document that is not what its id says: "${id}".`);
    return [id, text];
  });
}
