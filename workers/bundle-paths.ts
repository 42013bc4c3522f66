import { fileURLToPath } from 'node:url';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The compiled workflow code with its interceptors and converters. */
export const workflowsPath = pathOf('./workflows/workflows.js');
export const interceptorsPath = pathOf('./workflows/interceptors.js');
export const payloadConverterPath = pathOf('./payload-converter.js');
export const failureConverterPath = pathOf('./failure-converter.js');

/** The bundles that the build makes of them; the second writes failures as payloads, so that they are encrypted. */
export const workflowBundlePath = pathOf('./workflow-bundle.js');
export const encryptedWorkflowBundlePath = pathOf('./encrypted-workflow-bundle.js');
