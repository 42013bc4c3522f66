import { isGrpcDeadlineError, isGrpcServiceError, ServiceError } from '@temporalio/client';
import type { GraphQLError } from 'graphql';
import { unavailable } from '../errors.js';

/** gRPC's codes for: cancelled, unknown, deadline exceeded, resource exhausted, aborted, internal, unavailable. */
const outageCodes: ReadonlySet<number> = new Set([1, 2, 4, 8, 10, 13, 14]);

/** Whether the Temporal Service could not answer, for now. */
export function isTemporalOutage(error: unknown): boolean {
  const fault = grpcFaultOf(error);
  return isGrpcServiceError(fault) && outageCodes.has(fault.code);
}

/** Whether the call was given up since it took too long. */
export function isTemporalDeadline(error: unknown): boolean {
  return isGrpcDeadlineError(grpcFaultOf(error));
}

/** What a caller is told of an outage. */
export function temporalUnavailable(): GraphQLError {
  return unavailable('The Temporal Service is out of reach for now');
}

/** The SDK wraps what gRPC says. */
function grpcFaultOf(error: unknown): unknown {
  return error instanceof ServiceError ? error.cause : error;
}
