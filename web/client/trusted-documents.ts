import { ApolloLink } from '@apollo/client';
import { from, mergeMap } from 'rxjs';
import type { Installation } from './installation.js';

/** Sends only the ids of documents if the API accepts no others. */
export class TrustedDocumentsLink extends ApolloLink {
  constructor(readonly installation: Promise<Installation>) {
    super();
  }

  override request(
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
  ): ReturnType<ApolloLink.ForwardFunction> {
    return from(this.installation).pipe(
      mergeMap(({ onlyTrustedDocuments }) => {
        if (onlyTrustedDocuments) nameDocument(operation);
        return forward(operation);
      }),
    );
  }
}

function nameDocument(operation: ApolloLink.Operation): void {
  const { __meta__ } = operation.query as { readonly __meta__?: { readonly hash: string } };
  if (__meta__ === undefined) return;
  operation.extensions = { ...operation.extensions, documentId: __meta__.hash };
  operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
}
