import type { ReactNode } from 'react';
import type { Role } from '../generated/graphql.js';
import { Blank } from '../parts/blank.js';
import { useSession } from './session.js';

interface RoleGateProps {
  readonly to: Role;
  readonly children: ReactNode;
}

/** Shows a page only to roles that may use it; the API checks it anyway. */
export function RoleGate({ to, children }: RoleGateProps) {
  const session = useSession();
  if (session.role === to || session.role === 'DEVELOPER') return children;
  return (
    <main className="page" id="main">
      <h1>Not your page</h1>
      <Blank title={`This page is for a ${to.toLowerCase()}`}>
        <p>You are signed in as {`${session.role.toLowerCase()} ${session.id ?? ''}`.trim()}.</p>
        <a className="button" href={`/${session.role.toLowerCase()}`}>
          Go to your own page
        </a>
      </Blank>
    </main>
  );
}
