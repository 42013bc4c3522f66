import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress.js';
import { docsPages } from './docs-pages.js';
import { sharedFragments } from './shared-fragments.js';
import { trustedDocuments } from './trusted-documents.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

/** The web app, the Playground that the API serves to browsers at /graphql, and the documents at /docs/. */
export default defineConfig(({ command }) => {
  // A production build, even when a test runs it: no development versions of libraries.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: path('.'),
    cacheDir: path('../node_modules/.vite'),
    plugins: [sharedFragments(), react(), docsPages(), trustedDocuments(), compress()],
    build: {
      outDir: path('../dist/web'),
      emptyOutDir: true,
      // Monaco is large, and only the Playground loads it.
      chunkSizeWarningLimit: 5000,
      reportCompressedSize: false,
      manifest: true,
      rolldownOptions: {
        // Warnings about the Playground's packages, which cannot be fixed here.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
        input: { app: path('./index.html'), playground: path('./playground.html') },
      },
    },
    // The Playground's workers cannot be bundled in advance: its sources are served as they are.
    optimizeDeps: { entries: ['index.html'] },
    // `npx vite web` serves the sources with hot reload, next to an API that runs already.
    server: {
      proxy: {
        '/graphql': { target: api, ws: true },
        '/config.json': { target: api },
        '/orders.csv': { target: api },
        '/docs': { target: api },
      },
    },
  };
});
