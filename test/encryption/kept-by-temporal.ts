import { Connection } from '@temporalio/client';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { StackAddresses } from '../stack/addresses.js';

/**
 * All that the Temporal Service keeps of an order, as a text: its events, and its description with memo, search
 * attributes and pending activities. Bytes stand there as they are.
 */
export async function keptByTemporal(
  { temporalAddress, namespace }: Pick<StackAddresses, 'temporalAddress' | 'namespace'>,
  orderId: string,
): Promise<string> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const { workflowService } = connection;
    const execution = { workflowId: workflowIdOf(orderId) };
    const texts = [await workflowService.describeWorkflowExecution({ namespace, execution })].map(textOf);
    let nextPageToken: Uint8Array | undefined;
    do {
      const request = { namespace, execution, ...(nextPageToken && { nextPageToken }) };
      const page = await workflowService.getWorkflowExecutionHistory(request);
      texts.push(textOf(page.history));
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    } while (nextPageToken);
    return texts.join('\n');
  } finally {
    await connection.close();
  }
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${textOf(member)}`)
    .join(' ');
}
