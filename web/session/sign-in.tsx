import type { FormEvent } from 'react';
import { useId } from 'react';
import { storeToken } from '../client/token.js';

/** Asks for a token from the identity provider or the operator of the installation. */
export function SignIn({ refused = false }: { readonly refused?: boolean }) {
  const field = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token') ?? '').trim();
    if (token === '') return;
    storeToken(token);
    // Reloads everything with the token: the cache, the socket, the page.
    location.reload();
  };
  return (
    <main className="page" id="main">
      <form className="card sign-in" onSubmit={submit}>
        <h1>Sign in</h1>
        <p className="soft">
          This installation identifies its users by a token. It says who you are and which role you have, and
          is kept in this tab only.
        </p>
        {refused && (
          <p className="note" data-tone="bad" role="alert">
            This token was not accepted. It may have expired.
          </p>
        )}
        <div className="field">
          <label htmlFor={field}>Token</label>
          <textarea
            id={field}
            name="token"
            className="mono"
            rows={4}
            required
            spellCheck={false}
            autoComplete="off"
          />
        </div>
        <button type="submit" className="button">
          Sign in
        </button>
      </form>
    </main>
  );
}
