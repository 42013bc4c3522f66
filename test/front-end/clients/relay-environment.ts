import type { Client } from 'graphql-ws';
import type { GraphQLResponse, RequestParameters, Variables } from 'relay-runtime';
import { Environment, Network, Observable, RecordSource, Store } from 'relay-runtime';

/** Queries and mutations over HTTP, subscriptions over the socket. The store identifies objects by `id`. */
export function createRelayEnvironment(url: string, socket: Client, token: () => string): Environment {
  const ask = async (request: RequestParameters, variables: Variables): Promise<GraphQLResponse> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
      body: JSON.stringify({ query: request.text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  const watch = ({ text }: RequestParameters, variables: Variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe(
        { query: text ?? '', variables },
        {
          next: (result) => sink.next(result as GraphQLResponse),
          error: (fault) => sink.error(fault instanceof Error ? fault : new Error(JSON.stringify(fault))),
          complete: () => sink.complete(),
        },
      ),
    );
  return new Environment({ network: Network.create(ask, watch), store: new Store(new RecordSource()) });
}
