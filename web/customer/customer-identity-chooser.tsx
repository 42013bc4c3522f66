import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { Dialog } from '../parts/dialog.js';
import { becomeCustomer } from '../session/customer-identity.js';
import { useCustomerId, useSession } from '../session/session.js';

/** The current customer; a click changes it where no sign-in is required. */
export function CustomerIdentity() {
  const { role } = useSession();
  const customerId = useCustomerId();
  const [choosing, setChoosing] = useState(false);
  const field = useId();
  if (role === 'CUSTOMER') return <span className="identity soft">{customerId}</span>;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get('customer') ?? '').trim();
    if (chosen !== '') becomeCustomer(chosen);
    setChoosing(false);
  };
  return (
    <>
      <button type="button" className="identity" onClick={() => setChoosing(true)}>
        <span className="hidden-visually">Change customer, now </span>
        {customerId}
      </button>
      <Dialog title="Who is ordering?" open={choosing} onClose={() => setChoosing(false)}>
        <p className="soft">Nobody has to sign in here: choose any customer you like.</p>
        <form className="stack" onSubmit={submit}>
          <div className="field">
            <label htmlFor={field}>Customer id</label>
            <input
              id={field}
              name="customer"
              defaultValue={customerId}
              required
              maxLength={200}
              autoComplete="off"
            />
          </div>
          <div className="row">
            <button type="submit" className="button">
              Order as this customer
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
