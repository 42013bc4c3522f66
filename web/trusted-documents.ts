import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts the manifest that codegen made where the API looks for it, and serves it to nobody. */
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
