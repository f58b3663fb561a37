"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { filterOptions, type Option } from "./option-filter";
import { FIELD } from "./select-field";

type ComboboxProps = {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
};

/**
 * A text field that filters a list, after the ARIA authoring practices' editable combobox with list
 * autocomplete: the focus stays in the field, the active option is named by `aria-activedescendant`.
 * Leaving without a choice puts the chosen title back.
 */
export function Combobox({ label, value, options, onChange }: ComboboxProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const isOpen = query !== null;
  const title = options.find((option) => option.value === value)?.title ?? value;
  const found = filterOptions(options, query ?? "");
  const activeId = isOpen && found.length > 0 ? `${id}-${active}` : undefined;

  const open = () => {
    if (isOpen) return;
    setQuery("");
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
  };
  const close = () => setQuery(null);
  const choose = (option: Option | undefined) => {
    if (option) onChange(option.value);
    close();
  };

  useEffect(() => {
    if (activeId) list.current?.querySelector(`[id="${activeId}"]`)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      if (!isOpen) open();
      else setActive(Math.min(found.length - 1, Math.max(0, active + move)));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    }
  };

  return (
    <div className="relative">
      <label htmlFor={id} className="mb-xs block font-sans text-note text-soft">
        {label}
      </label>
      <input
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        className={`${FIELD} field-caret pr-l`}
        value={query === null || query === "" ? (isOpen ? "" : title) : query}
        placeholder={title}
        onFocus={(event) => event.target.select()}
        onClick={open}
        onBlur={close}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        ref={list}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        hidden={!isOpen}
        className="absolute z-10 mt-xs max-h-[18rem] w-full overflow-y-auto rounded-s border border-edge bg-paper py-xs font-sans text-label"
      >
        {isOpen &&
          found.map((option, index) => (
            <div
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={option.value === value}
              // Before the field loses the focus, which would close the list under the pointer.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
              className={`flex justify-between gap-m px-s py-xs ${index === active ? "bg-band" : ""} ${option.value === value ? "font-[600]" : ""}`}
            >
              <span>{option.title}</span>
              {option.note && <span className="font-normal text-soft">{option.note}</span>}
            </div>
          ))}
        {isOpen && found.length === 0 && (
          <div className="px-s py-xs text-soft">Nothing matches “{query}”.</div>
        )}
      </div>
    </div>
  );
}
