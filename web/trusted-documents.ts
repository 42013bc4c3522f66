import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts the generated manifest where the API reads it, without serving it. */
export function trustedDocuments(): Plugin {
  return {
    name: 'trusted-documents',
    apply: 'build',
    generateBundle() {
      const source = readFileSync(new URL('generated/persisted-documents.json', import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: '.vite/trusted-documents.json', source });
    },
  };
}
