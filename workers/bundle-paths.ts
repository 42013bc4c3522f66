/** The compiled workflow code, and the bundle that the build makes of it. */
export const WORKFLOWS = new URL('./workflows/order.js', import.meta.url);
export const WORKFLOW_BUNDLE = new URL('./workflow-bundle.js', import.meta.url);
