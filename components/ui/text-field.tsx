"use client";

import { useEffect, useId, useState } from "react";
import { FIELD } from "./select-field";

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
};

/** A labelled line of text. What is typed stands at once; a value that changes from outside takes its place. */
export function TextField({ label, value, onChange }: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <div>
      <label htmlFor={id} className="mb-xs block font-sans text-note text-soft">
        {label}
      </label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        className={FIELD}
      />
    </div>
  );
}
