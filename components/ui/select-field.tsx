import { useId } from "react";

type SelectFieldProps = {
  label: string;
  value: string;
  options: readonly { value: string; title: string }[];
  onChange: (value: string) => void;
  disabled?: boolean;
};

export const FIELD =
  "w-full rounded-s border border-edge bg-paper px-s py-s font-sans text-label hover:border-ink focus-visible:border-ink";

/** A labelled native select. */
export function SelectField({ label, value, options, onChange, disabled }: SelectFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-xs block font-sans text-note text-soft first-letter:uppercase">
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className={`${FIELD} field-caret pr-l`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  );
}
