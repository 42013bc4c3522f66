import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { forgetToken } from './client/token.js';
import { Announcer } from './parts/announcer.js';
import { ConnectionBanner } from './parts/connection-banner.js';
import { FaultBoundary } from './parts/fault-boundary.js';
import { Notices } from './parts/notices.js';
import { useArrival } from './parts/use-arrival.js';
import { useSession } from './session/session.js';

const roles = [
  { path: '/customer', name: 'Customer', role: 'CUSTOMER' },
  { path: '/courier', name: 'Courier', role: 'COURIER' },
  { path: '/manager', name: 'Manager', role: 'MANAGER' },
  { path: '/operator', name: 'Operator', role: 'OPERATOR' },
] as const;

/** The line that runs through the pages, as a sign. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="3.2" aria-hidden="true">
      <path d="M8 23h5c4.500 0 3.500-14 8-14h3" strokeLinecap="round" />
      <circle cx="6.500" cy="23" r="4" fill="currentColor" stroke="none" />
      <circle cx="25.500" cy="9" r="4" />
    </svg>
  );
}

/** The frame of every page: navigation, identity, state of the connection. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [location, navigate] = useLocation();
  const session = useSession();
  const open = roles.filter(({ role }) => session.role === 'DEVELOPER' || session.role === role);
  const current = roles.find(({ path }) => location.startsWith(path));
  useArrival(location);
  return (
    <div data-role={current?.name.toLowerCase()}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top">
        <div className="top-inner">
          <Link href="/" className="brand" aria-label="Order Management, home">
            <Mark />
            <span className="brand-name">Order Management</span>
          </Link>
          <nav className="roles" aria-label="Roles">
            {open.map(({ path, name }) => (
              <Link key={path} href={path} aria-current={current?.path === path ? 'true' : undefined}>
                {name}
              </Link>
            ))}
          </nav>
          {session.installation.authRequired && (
            <div className="who">
              <span className="soft">{session.id}</span>
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  forgetToken();
                  navigate('/');
                  window.location.reload();
                }}
              >
                Sign out
              </button>
            </div>
          )}
        </div>
        <ConnectionBanner />
      </header>
      <FaultBoundary place={location}>{children}</FaultBoundary>
      <Notices />
      <Announcer />
    </div>
  );
}
