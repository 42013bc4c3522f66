import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg|ttf)$/;
const smallest = 1_024;

/** Leaves a .br and a .gz beside each file of text, so that the API has nothing to compress. */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    writeBundle: ({ dir }) => {
      for (const file of readdirSync(dir ?? '', { recursive: true, encoding: 'utf8' })) {
        if (!worthIt.test(file)) continue;
        const path = join(dir ?? '', file);
        const content = readFileSync(path);
        if (content.length < smallest) continue;
        // The last steps of quality take ten times as long for a few per cent.
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
