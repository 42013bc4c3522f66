/** The task queues: workflows and order activities, billing, shipments. Each is deployed and scaled by itself. */
export const taskQueues = ['orders', 'billing', 'shipments'] as const;

export type TaskQueue = (typeof taskQueues)[number];
