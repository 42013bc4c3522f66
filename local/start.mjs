import { build } from '../build/build.mjs';

/** `npm start`: builds what is due, then launches everything from this same process. */
try {
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { launch } = await import('../dist/local/main.js');
await launch();
