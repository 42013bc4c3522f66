import { status as statusCodes } from '@grpc/grpc-js';
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  NamespaceNotFoundError,
  ServiceError,
} from '@temporalio/client';

const outageCodes: ReadonlySet<number> = new Set([
  statusCodes.CANCELLED,
  statusCodes.UNKNOWN,
  statusCodes.DEADLINE_EXCEEDED,
  statusCodes.RESOURCE_EXHAUSTED,
  statusCodes.ABORTED,
  statusCodes.INTERNAL,
  statusCodes.UNAVAILABLE,
]);

/** Whether the Temporal Service could not answer for now. */
export function isTemporalOutage(error: unknown): boolean {
  const grpcError = grpcErrorOf(error);
  return isNamespaceMissing(error) || (isGrpcServiceError(grpcError) && outageCodes.has(grpcError.code));
}

/** Whether the Temporal Service answers, but lacks the namespace. */
function isNamespaceMissing(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  const grpcError = grpcErrorOf(error);
  // Some calls of the SDK do not recognize it; then its name is in the encoded details of the status.
  return (
    isGrpcServiceError(grpcError) &&
    grpcError.metadata
      .get('grpc-status-details-bin')
      .some((details) => details.includes('NamespaceNotFoundFailure'))
  );
}

/** Whether the call exceeded its deadline. */
export function isTemporalDeadline(error: unknown): boolean {
  return isGrpcDeadlineError(grpcErrorOf(error));
}

/** The SDK wraps what gRPC says. */
function grpcErrorOf(error: unknown): unknown {
  return error instanceof ServiceError ? error.cause : error;
}
