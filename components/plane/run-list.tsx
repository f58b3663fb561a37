"use client";

import Link from "next/link";
import { useHovered, useHoverStore } from "@/components/charts/linked-hover";
import { hasRoomForNames } from "@/components/charts/plane-label-layout";
import { SPLIT_WORDS } from "@/components/filters/filter-words";
import { Button } from "@/components/ui/button";
import { EstimateText } from "@/components/ui/estimate-text";
import { rowsBehind } from "@/lib/coupling/item-filter";
import { itemsHref } from "@/lib/permalink/links";
import type { PlaneView } from "@/lib/permalink/plane-view";
import type { PlaneRow } from "./plane-data";
import type { NamedRun } from "./plane-runs";

type RunListProps = {
  named: readonly NamedRun[];
  splits: readonly (readonly PlaneRow[])[];
  /** `splits` are of a former choice. */
  isStale: boolean;
  pins: readonly string[];
  view: PlaneView;
  onPin: (run: string) => void;
  onRemove: (run: string) => void;
};

/** The runs on the plane, with where each one's claims stand in the end; pointing at one points at its path. */
export function RunList({ named, splits, isStale, pins, view, onPin, onRemove }: RunListProps) {
  const store = useHoverStore();
  const hovered = useHovered(store, "run");
  return (
    <ul aria-label="Runs on the plane" className="mt-m border-rule border-t font-sans text-label">
      {named.map(({ run, letter, arm, note }) => {
        const name = `${arm}, ${note}`;
        const ends = splits.flatMap((rows) => rows.findLast((row) => row.run === run.id) ?? []);
        const isPinned = pins.includes(run.id);
        return (
          <li
            key={run.id}
            onPointerEnter={() => store.set([`run:${run.id}`])}
            onPointerLeave={() => store.set([])}
            onFocus={() => store.set([`run:${run.id}`])}
            onBlur={() => store.set([])}
            className={`border-rule border-b py-s ${hovered === run.id ? "bg-band" : ""}`}
          >
            <p className="flex gap-x-s">
              <span
                aria-hidden="true"
                className={`text-soft ${hasRoomForNames(named.length * splits.length) ? "sm:hidden" : ""}`}
              >
                {letter}
              </span>
              <span className={isPinned ? "font-[650]" : ""}>
                {arm} <span className="font-normal text-note text-soft">{note}</span>
              </span>
            </p>
            {ends.map((row) => (
              <p key={row.id} className={`text-note ${isStale ? "opacity-50" : ""}`}>
                coupling index{splits.length > 1 && row.split !== null && `, ${SPLIT_WORDS[row.split]}`}{" "}
                <EstimateText estimate={row.couplingIndex} />
              </p>
            ))}
            <p className="flex gap-x-m text-note text-soft">
              <label className="flex cursor-pointer items-baseline gap-x-xs py-xs hover:text-ink">
                <input
                  type="checkbox"
                  className="size-[1em] translate-y-[0.12em] accent-ink"
                  checked={isPinned}
                  aria-label={`Mark ${name}`}
                  onChange={() => onPin(run.id)}
                />
                mark
              </label>
              {ends[0]?.step != null && (
                <Link
                  prefetch={false}
                  className="py-xs"
                  aria-label={`Items behind ${name}`}
                  href={itemsHref({
                    ...view.filter,
                    run: run.id,
                    step: ends[0].step,
                    split: ends[0].split,
                    ...rowsBehind("couplingIndex"),
                  })}
                >
                  Items
                </Link>
              )}
              <Button
                look="text"
                className="text-note"
                aria-label={`Remove ${name}`}
                onClick={() => onRemove(run.id)}
              >
                Remove
              </Button>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
