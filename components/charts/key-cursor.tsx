"use client";

import type { ReactNode } from "react";

type KeyCursorProps = {
  /** What is moved through, e.g. "Step". */
  label: string;
  /** How many places there are; the cursor is at one of them, or at none. */
  count: number;
  active: number | null;
  /** The place in words. */
  valueText: string;
  onMove: (place: number | null) => void;
  children: ReactNode;
};

/**
 * Makes a chart's points reachable by keyboard: one tab stop, arrow keys move, Escape leaves. It lies over the
 * chart and lets the pointer through; around the chart it would hide its text alternative.
 */
export function KeyCursor({ label, count, active, valueText, onMove, children }: KeyCursorProps) {
  const clamp = (place: number) => Math.min(count - 1, Math.max(0, place));
  const places: Record<string, number | null> = {
    ArrowRight: active === null ? 0 : clamp(active + 1),
    ArrowUp: active === null ? 0 : clamp(active + 1),
    ArrowLeft: active === null ? count - 1 : clamp(active - 1),
    ArrowDown: active === null ? count - 1 : clamp(active - 1),
    Home: 0,
    End: count - 1,
    Escape: null,
  };
  return (
    <div className="relative">
      {children}
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={active ?? Math.max(0, count - 1)}
        aria-valuetext={valueText}
        onKeyDown={(event) => {
          const place = places[event.key];
          if (place === undefined || count === 0) return;
          event.preventDefault();
          onMove(place);
        }}
        onBlur={() => onMove(null)}
        className="pointer-events-none absolute inset-0"
      />
    </div>
  );
}
