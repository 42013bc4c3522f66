import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg|ttf)$/;
const smallest = 1_024;

/** Writes a .br and a .gz next to each text file, so that the API need not compress it. */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const output of Object.values(bundle)) {
          if (!worthIt.test(output.fileName)) continue;
          const content = Buffer.from(output.type === 'chunk' ? output.code : output.source);
          if (content.length < smallest) continue;
          // The highest quality levels take ten times as long for a few per cent.
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
          const made = { br: brotliCompressSync(content, { params }), gz: gzipSync(content, { level: 9 }) };
          for (const [ending, source] of Object.entries(made))
            this.emitFile({ type: 'asset', fileName: `${output.fileName}.${ending}`, source });
        }
      },
    },
  };
}
