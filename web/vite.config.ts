import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress.js';
import { docsPages } from './docs-pages.js';
import { trustedDocuments } from './trusted-documents.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

/** The web app, the Playground that the API serves to browsers at /graphql, and the documents at /docs/. */
export default defineConfig(({ command }) => {
  // What is built is for people, also when a test asks for it: no library in its development dress.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: path('.'),
    cacheDir: path('../node_modules/.vite'),
    plugins: [react(), docsPages(), trustedDocuments(), compress()],
    build: {
      outDir: path('../dist/web'),
      emptyOutDir: true,
      // Monaco, in the Playground, is large by nature and loaded nowhere else.
      chunkSizeWarningLimit: 5000,
      reportCompressedSize: false,
      manifest: true,
      rolldownOptions: {
        // Said of the Playground's own packages; nothing to do about it here.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
        input: { app: path('./index.html'), playground: path('./playground.html') },
      },
    },
    // `npx vite web` serves the sources with hot reload, next to an API that runs already.
    server: {
      proxy: {
        '/graphql': { target: api, ws: true },
        '/config.json': { target: api },
        '/docs': { target: api },
      },
    },
  };
});
