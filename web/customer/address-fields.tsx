import { useId } from 'react';
import type { AddressInput } from '../generated/graphql.js';
import { addressParts } from '../parts/address-parts.js';
import { setAddress } from './cart.js';

interface AddressFieldsProps {
  readonly address: AddressInput;
  readonly errors: ReadonlyMap<string, string>;
}

const fields = [
  { name: 'name', autoComplete: 'name', required: true },
  { name: 'line1', autoComplete: 'address-line1', required: true },
  { name: 'line2', autoComplete: 'address-line2', required: false },
  { name: 'postalCode', autoComplete: 'postal-code', required: true },
  { name: 'city', autoComplete: 'address-level2', required: true },
  { name: 'region', autoComplete: 'address-level1', required: false },
  { name: 'country', autoComplete: 'country', required: true },
  { name: 'phone', autoComplete: 'tel', required: false },
] as const;

/** The delivery address, kept in this browser. */
export function AddressFields({ address, errors }: AddressFieldsProps) {
  const id = useId();
  return (
    <fieldset className="address-fields" id="deliver-to" tabIndex={-1}>
      <legend>Deliver to</legend>
      {fields.map(({ name, autoComplete, required }) => {
        const error = errors.get(`deliveryAddress.${name}`);
        return (
          <div className="field" key={name} data-field={name}>
            <label htmlFor={`${id}${name}`}>
              {addressParts[name]}
              {!required && ' (optional)'}
            </label>
            <input
              id={`${id}${name}`}
              type={name === 'phone' ? 'tel' : 'text'}
              value={address[name] ?? ''}
              autoComplete={autoComplete}
              required={required}
              maxLength={200}
              aria-invalid={error !== undefined}
              aria-describedby={error === undefined ? undefined : `${id}${name}-error`}
              onChange={(event) => setAddress({ ...address, [name]: event.target.value })}
            />
            {error !== undefined && (
              <span className="field-error" id={`${id}${name}-error`}>
                {error}
              </span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
