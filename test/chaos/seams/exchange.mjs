// Preloaded into worker processes (`node --import`): they run as they are built, but ask the campaign's outside world.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register('./hooks.mjs', import.meta.url);
