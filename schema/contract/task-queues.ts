/** The task queues: workflows and order activities, billing, shipments, webhooks. Each is deployed and scaled by itself. */
export const taskQueues = ['orders', 'billing', 'shipments', 'webhooks'] as const;

export type TaskQueue = (typeof taskQueues)[number];
