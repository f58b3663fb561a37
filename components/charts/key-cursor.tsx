"use client";

import { type ReactNode, useId } from "react";

type KeyCursorProps = {
  /** What is moved through, e.g. "Step". */
  label: string;
  /** How many places there are; the cursor is at one of them, or at none. */
  count: number;
  active: number | null;
  /** The place in words. */
  valueText: string;
  onMove: (place: number | null) => void;
  /** Where keys lead from a place, where that is not one forward or one back (two dimensions). */
  moves?: (from: number) => Record<string, number>;
  /** Up and down: to what else stands at the place, e.g. another line; without it they move like left and right. */
  onTurn?: (by: 1 | -1) => void;
  /** Enter: goes to what stands behind the place. */
  onOpen?: (place: number) => void;
  /** P: keeps the place marked, or no longer. */
  onPin?: (place: number) => void;
  children: ReactNode;
};

/** What the keys do, for who cannot see the note beside the charts. */
function describeKeys(isPlane: boolean, canTurn: boolean, canOpen: boolean, canPin: boolean): string {
  return [
    canTurn ? "Left and right move, up and down choose a line" : "Arrow keys move",
    ...(isPlane ? ["Page Up and Page Down go through all points"] : []),
    ...(canOpen ? ["Enter opens what is behind the point"] : []),
    ...(canPin ? ["P marks it"] : []),
    "Escape leaves",
  ].join(", ");
}

/**
 * Makes a chart's points reachable by keyboard: one tab stop, arrow keys move, Enter opens, P marks, Escape leaves.
 * It lies over the chart and lets the pointer through; around the chart it would hide its text alternative.
 */
export function KeyCursor(props: KeyCursorProps) {
  const { label, count, active, valueText, onMove, moves, onTurn, onOpen, onPin, children } = props;
  const id = useId();
  const clamp = (place: number) => Math.min(count - 1, Math.max(0, place));
  const places: Record<string, number | null> = {
    ArrowRight: active === null ? 0 : clamp(active + 1),
    ArrowUp: active === null ? 0 : clamp(active + 1),
    ArrowLeft: active === null ? count - 1 : clamp(active - 1),
    ArrowDown: active === null ? count - 1 : clamp(active - 1),
    Home: 0,
    End: count - 1,
    Escape: null,
    ...(active !== null && moves?.(active)),
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
        aria-describedby={id}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
          const place = places[event.key];
          const turn = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : null;
          const act = event.key === "Enter" ? onOpen : event.key.toLowerCase() === "p" ? onPin : undefined;
          if (onTurn && turn !== null) onTurn(turn);
          else if (place !== undefined) onMove(place);
          else if (act && active !== null) act(active);
          else return;
          event.preventDefault();
        }}
        onBlur={() => onMove(null)}
        className="pointer-events-none absolute inset-0"
      />
      <span id={id} hidden>
        {describeKeys(moves !== undefined, onTurn !== undefined, onOpen !== undefined, onPin !== undefined)}
      </span>
    </div>
  );
}
