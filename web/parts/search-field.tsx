interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly onBlur?: () => void;
}

/** A text to search for, at most as long as the API takes. */
export function SearchField({ label, onType, ...input }: SearchFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="search"
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
        {...input}
      />
    </label>
  );
}
