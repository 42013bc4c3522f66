/** The workflows that the workers of the queue `orders` run, by their names in Temporal. */
export { checkLateness } from './check-lateness.js';
export { order } from './order.js';
export { webhook } from './webhook.js';
