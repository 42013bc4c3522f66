import { fileURLToPath } from 'node:url';

/** The compiled workflow code, its interceptors, how it reads payloads, and the bundle that the build makes of both. */
export const workflowsPath = fileURLToPath(new URL('./workflows/order.js', import.meta.url));
export const interceptorsPath = fileURLToPath(new URL('./workflows/interceptors.js', import.meta.url));
export const payloadConverterPath = fileURLToPath(new URL('./payload-converter.js', import.meta.url));
export const workflowBundlePath = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
