import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

interface Machine {
  stop(): void;
}

/** A machine that belongs to a page, and stops when the page is left. */
export function useMachine<TMachine extends Machine>(make: (client: ApolloClient) => TMachine): TMachine {
  const client = useApolloClient();
  const [machine] = useState(() => make(client));
  useEffect(() => () => machine.stop(), [machine]);
  return machine;
}
