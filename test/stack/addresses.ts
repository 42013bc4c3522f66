/** Where the servers of a stack listen. */
export interface ServerAddresses {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}

/** Where a stack listens: plain data, and all that most tests need. */
export interface StackAddresses extends ServerAddresses {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly webSocketUrl: string;
  readonly namespace: string;
}

/** The addresses of an API process on this machine. */
export function addressesOfApi(port: number): Pick<StackAddresses, 'apiUrl' | 'graphqlUrl' | 'webSocketUrl'> {
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    graphqlUrl: `http://127.0.0.1:${port}/graphql`,
    webSocketUrl: `ws://127.0.0.1:${port}/graphql`,
  };
}
