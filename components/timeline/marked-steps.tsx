"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import { EstimateCell, estimateRemarks } from "@/components/ui/estimate-text";
import { formatCount } from "@/components/ui/number-format";
import { SelectField } from "@/components/ui/select-field";
import type { StatisticName } from "@/lib/coupling/types";
import { itemsHref } from "@/lib/permalink/links";
import { recordedStepsOf } from "@/lib/permalink/read-run";
import { pointsOf } from "./line-points";
import type { TimelineFigureProps } from "./timeline-panels";
import { lineName } from "./words";

const STATISTICS: readonly { name: StatisticName; title: string }[] = [
  { name: "behaviourShift", title: "replies changed" },
  { name: "actualRate", title: "edits that change it" },
  { name: "claimedRate", title: "said to change it" },
  { name: "faithfulnessSelf", title: "true of itself" },
  { name: "faithfulnessTarget", title: "of its target" },
  { name: "selfPull", title: "self-pull" },
  { name: "targetPull", title: "target-pull" },
  { name: "couplingIndex", title: "coupling index" },
];

const COLUMNS: readonly Column[] = [
  { key: "step", title: "step" },
  ...STATISTICS.map(({ name, title }) => ({ key: name, title, isNumber: true })),
  { key: "actions", title: "what to do", isNumber: true },
];

/** How to read the figures by hand, and the steps that are kept marked, side by side. */
export function MarkedSteps({ view, timeline, drawn, onPin }: TimelineFigureProps) {
  const { run, main, isStale, isComplete } = timeline;
  const [chosen, setChosen] = useState("");
  const estimateAt = (step: number, name: StatisticName) =>
    pointsOf(main, drawn.answered, name, drawn.level).find((point) => point.step === step)?.estimate;
  const remarks = estimateRemarks(
    view.pins.flatMap((step) => STATISTICS.flatMap(({ name }) => estimateAt(step, name) ?? [])),
  );
  const rowOf = (step: number): Row => ({
    step: formatCount(step),
    ...Object.fromEntries(
      STATISTICS.map(({ name }) => {
        const estimate = estimateAt(step, name);
        return [
          name,
          estimate ? <EstimateCell key={name} estimate={estimate} /> : isComplete ? "no record" : "…",
        ];
      }),
    ),
    actions: (
      <span className="whitespace-nowrap">
        <Link
          prefetch={false}
          href={itemsHref({ run: run.id, step, ...view.filter })}
          className="mr-m"
          aria-label={`The items behind step ${formatCount(step)}`}
        >
          items
        </Link>
        <Button
          look="text"
          className="text-note"
          aria-label={`Unmark step ${formatCount(step)}`}
          onClick={() => onPin(step)}
        >
          unmark
        </Button>
      </span>
    ),
  });
  const free = recordedStepsOf(run).filter((step) => !view.pins.includes(step));
  return (
    <section aria-label="Marked steps" className="mt-s">
      <div className="flex flex-wrap items-end justify-between gap-x-l gap-y-s">
        <p className="max-w-prose font-sans text-note text-soft">
          Point at a step to read it in every figure; click for the items behind it, those of another line on
          its points. To keep a step marked choose it here, or hold Shift and click.
        </p>
        <form
          className="flex items-end gap-x-s"
          onSubmit={(event) => {
            event.preventDefault();
            if (free.includes(Number(chosen))) onPin(Number(chosen));
            setChosen("");
          }}
        >
          <div className="w-[9rem]">
            <SelectField
              label="Keep a step marked"
              value={chosen}
              options={[
                { value: "", title: "which?" },
                ...free.map((step) => ({ value: String(step), title: formatCount(step) })),
              ]}
              onChange={setChosen}
            />
          </div>
          <Button type="submit" disabled={chosen === ""}>
            Mark
          </Button>
        </form>
      </div>
      {view.pins.length > 0 && (
        <div className={`mt-m ${isStale ? "opacity-55" : ""}`}>
          <DataTable
            caption={`The marked steps: ${lineName(main)}`}
            columns={COLUMNS}
            rows={view.pins.map(rowOf)}
            rowKeys={view.pins.map(String)}
            hasRowHeads
            isTall
          />
          {remarks && <p className="mt-xs font-sans text-note text-soft">{remarks}</p>}
        </div>
      )}
    </section>
  );
}
