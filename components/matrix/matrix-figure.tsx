"use client";

import { EXACT_MARK, exactWords } from "@/components/charts/exact-intervals";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { hasOwnN, Matrix } from "@/components/charts/matrix";
import type { MatrixTint } from "@/components/charts/matrix-layout";
import { PlacingCaveat } from "@/components/filters/placing-caveat";
import { intervalWords } from "@/components/overview/method-line";
import { caveatMark, caveatWords } from "@/components/ui/estimate-text";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { cellPin, type MatrixStatistic } from "@/lib/permalink/matrix-view";
import type { EstimatesResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import type { MatrixNumbers, MatrixPlan } from "./matrix-spec";
import { placeHead, STATISTIC_WORDS } from "./matrix-words";

const TITLE = "Whose behaviour do the claims describe?";
const EDGE = { title: "diagonal ahead by", short: "ahead by" };

/** Faithfulness below a half is rare and a whole is the end; cue knowledge begins at knowing nothing. */
const TINTS: Record<MatrixStatistic, MatrixTint> = {
  faithfulness: { kind: "amount", from: 0.4, to: 1 },
  "cue-knowledge": { kind: "amount", from: 0, to: 1 },
  "coupling-index": { kind: "sides", middle: 0.5, reach: 0.3 },
};
/** Where the items are those that self and target differ on, being right about a third of them is chance. */
const DISPUTED_TINT: MatrixTint = { kind: "amount", from: 0, to: 1 };

type MatrixFigureProps = {
  plan: MatrixPlan;
  numbers: MatrixNumbers;
  /** The run in full, by arm, family and seed. */
  runTitle: string;
  method: EstimatesResult["method"];
  /** What the items are narrowed to, in a sentence; null: not at all. */
  narrowed: string | null;
  /** The numbers are of a former choice. */
  isWaiting: boolean;
  /** Marks a cell, as `cellPin` names it, or no longer. */
  onPin: (cell: string) => void;
};

/** The cells that are kept marked, with their numbers; null where none is. */
function pinnedWords({ rows, columns, view }: MatrixPlan, { cells }: MatrixNumbers): string | null {
  const words = rows.flatMap((row, i) =>
    columns.flatMap((column, j) => {
      const estimate = cells[i]?.[j]?.estimate;
      if (estimate === undefined || !view.pins.includes(cellPin(row.id, column.id))) return [];
      return [
        `${placeHead(row).title} about ${placeHead(column).title} ${formatEstimate(estimate)}${caveatMark(estimate)}`,
      ];
    }),
  );
  return words.length > 0 ? `Marked: ${words.join("; ")}.` : null;
}

/** How many items the cells rest on, and what was left out, where that is the same for all; else that it differs. */
function countWords(plan: MatrixPlan, { cells, scores }: MatrixNumbers): string {
  const [score] = scores.flat().filter((one) => one !== null);
  if (!score) return "";
  const n = formatCount;
  const { items, prompts, entities } = score.counts;
  const whole = `${n(items)} edits of ${n(prompts)} prompts about ${n(entities)} entities`;
  if (!hasOwnN(cells)) return `n = ${whole} in every cell.`;
  if (plan.view.statistic === "coupling-index") {
    return `Of ${whole}, n counts those that change the reply of the column’s model only or of the target only, on prompts that both answer alike and that have an edit which changes neither’s reply.`;
  }
  if (plan.view.statistic === "cue-knowledge") {
    return `Of ${whole}, n counts those that change the column’s reply, on prompts that also have an edit which does not.`;
  }
  return `Of ${whole}, n counts those after which the column’s model and the target reply differently.`;
}

const capitalise = (text: string) => text.replace(/^./, (letter) => letter.toUpperCase());

/** What the row at the edge compares, and why it does not where it is empty. */
function edgeWords(plan: MatrixPlan, { advantage }: MatrixNumbers): string {
  const rivals = plan.rows.filter(({ id }) => plan.rivals.has(id)).map((row) => placeHead(row).title);
  const byReason = new Map<string, string[]>();
  plan.columns.forEach((column, j) => {
    const estimate = advantage[j];
    if (estimate?.kind !== "undefined") return;
    byReason.set(estimate.reason, [...(byReason.get(estimate.reason) ?? []), placeHead(column).title]);
  });
  const missing = [...byReason].map(
    ([reason, titles]) => `n/a for ${titles.join(" and ")}, where ${reason}.`,
  );
  const compared = `“${capitalise(EDGE.title)}”: what a model says of itself less the mean of what the other taught explainers say of it (of ${rivals.join(", ")}).`;
  return [compared, ...missing].join(" ");
}

function describe(plan: MatrixPlan, { cells }: MatrixNumbers): string {
  const size = `${plan.rows.length} explainers by ${plan.columns.length} behaviours.`;
  const diagonal = plan.columns.flatMap((column, j) => {
    const i = plan.rows.findIndex(({ id }) => id === column.id);
    const estimate = cells[i]?.[j]?.estimate;
    return estimate?.kind === "value" ? [`${placeHead(column).title} ${formatEstimate(estimate)}`] : [];
  });
  return `${STATISTIC_WORDS[plan.view.statistic].name}, ${size} On the diagonal: ${diagonal.join("; ")}. All cells are in the table below.`;
}

type TableRow = { claims: string; behaviour: string; estimate: Estimate };

function tableOf(plan: MatrixPlan, { cells, advantage }: MatrixNumbers) {
  const rows: TableRow[] = [
    ...plan.rows.flatMap((row, i) =>
      plan.columns.map((column, j) => ({
        claims: placeHead(row).title,
        behaviour: placeHead(column).title,
        estimate: cells[i]?.[j]?.estimate as Estimate,
      })),
    ),
    ...plan.columns.map((column, j) => ({
      claims: EDGE.title,
      behaviour: placeHead(column).title,
      estimate: advantage[j] as Estimate,
    })),
  ];
  return figureTable<TableRow>(
    [
      { title: "claims of", of: ({ claims }) => claims },
      { title: "about the behaviour of", of: ({ behaviour }) => behaviour },
      { title: STATISTIC_WORDS[plan.view.statistic].name, of: ({ estimate }) => estimate },
      { title: "n", of: ({ estimate }) => (estimate.kind === "value" ? estimate.n : null), isPageOnly: true },
      {
        title: "entities",
        of: ({ estimate }) => (estimate.kind === "value" ? estimate.clusters : null),
        isPageOnly: true,
      },
    ],
    rows,
  );
}

export function MatrixFigure(props: MatrixFigureProps) {
  const { plan, numbers, runTitle, method, narrowed, isWaiting, onPin } = props;
  const { statistic, disputed } = plan.view;
  const words = STATISTIC_WORDS[statistic];
  const estimates = numbers.cells.flat().map(({ estimate }) => estimate);
  const isDisputed = disputed && statistic === "faithfulness";
  return (
    <Figure
      title={
        <>
          {TITLE}
          <span className="block font-[400] font-sans text-label text-soft">{runTitle}</span>
        </>
      }
      plainTitle={`${TITLE} ${runTitle}`}
      caption={
        <>
          Rows make the claims, columns behave. {words.reading}{" "}
          {isDisputed &&
            "Counted are only the edits after which the column’s model and the training target reply differently; in the target’s own column, those after which the run’s last step and the target do. "}
          Framed cells are models speaking of themselves. A cell leads to its items; Shift and a click, or P,
          marks it. {statistic === "coupling-index" && <PlacingCaveat />}
        </>
      }
      notes={[
        edgeWords(plan, numbers),
        caveatWords([...estimates, ...numbers.advantage]),
        pinnedWords(plan, numbers),
      ].filter((note) => note !== null)}
      method={[
        `${runTitle} (${plan.run.id}).`,
        narrowed,
        countWords(plan, numbers),
        intervalWords(method),
        exactWords(estimates, EXACT_MARK),
      ]
        .filter(Boolean)
        .join(" ")}
      isWaiting={isWaiting}
      data={tableOf(plan, numbers)}
    >
      <Matrix
        rows={plan.rows.map(placeHead)}
        columns={plan.columns.map(placeHead)}
        cells={numbers.cells}
        edge={{ ...EDGE, cells: numbers.advantage }}
        tint={isDisputed ? DISPUTED_TINT : TINTS[statistic]}
        statistic={words.name}
        isPinned={(row, column) => plan.view.pins.includes(cellPin(row, column))}
        onPin={(row, column) => onPin(cellPin(row, column))}
        label={describe(plan, numbers)}
      />
    </Figure>
  );
}
