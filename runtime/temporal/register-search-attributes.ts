import { status as statusCodes } from '@grpc/grpc-js';
import type { Connection } from '@temporalio/client';
import { ORDER_CUSTOMER_ID, ORDER_STATE } from '../../schema/contract/search-attributes.js';

const INDEXED_VALUE_TYPE_KEYWORD = 2;

/** Registers the search attributes of orders in the namespace; those that it has stay as they are. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  for (const { name } of [ORDER_CUSTOMER_ID, ORDER_STATE]) {
    try {
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: { [name]: INDEXED_VALUE_TYPE_KEYWORD },
      });
    } catch (error) {
      if ((error as { readonly code?: number }).code !== statusCodes.ALREADY_EXISTS) throw error;
    }
  }
}
