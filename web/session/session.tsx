import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { Installation } from '../client/installation.js';
import { readToken } from '../client/token.js';
import type { Role } from '../generated/graphql.js';
import { ViewerDocument } from '../generated/graphql.js';
import { Skeleton } from '../parts/blank.js';
import { FaultNote } from '../parts/fault-note.js';
import { useCustomerIdentity } from './customer-identity.js';
import { SignIn } from './sign-in.js';

export interface Session {
  readonly role: Role;
  readonly id: string | null;
  readonly installation: Installation;
}

const context = createContext<Session | null>(null);

/** The current user. */
export function useSession(): Session {
  const session = useContext(context);
  if (session === null) throw new Error('useSession outside SessionGate');
  return session;
}

/** The customer whose orders these are: the one signed in, or the one chosen in the embedded default. */
export function useCustomerId(): string {
  const { id, role } = useSession();
  const chosen = useCustomerIdentity();
  return role === 'CUSTOMER' && id !== null ? id : chosen;
}

interface SessionGateProps {
  readonly installation: Installation;
  readonly children: ReactNode;
}

/** Shows a page once the user is known; asks for a token where the installation requires one. */
export function SessionGate({ installation, children }: SessionGateProps) {
  const signedOut = installation.authRequired && readToken() === null;
  const { data, error } = useQuery(ViewerDocument, { skip: signedOut });
  if (signedOut) return <SignIn />;
  if (data) {
    const session = { role: data.viewer.role, id: data.viewer.actorId ?? null, installation };
    return <context.Provider value={session}>{children}</context.Provider>;
  }
  if (error && installation.authRequired) return <SignIn refused />;
  if (error) {
    return (
      <main className="page" id="main">
        <h1>Order Management</h1>
        <FaultNote error={error} />
      </main>
    );
  }
  return (
    <main className="page">
      <Skeleton rows={3} height="7rem" />
    </main>
  );
}
