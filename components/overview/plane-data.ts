/** From the Overview's numbers to what the coupling plane draws and its table says. Pure. */
import type { FigureColumn } from "@/components/charts/figure-table";
import type { PlanePath, PlanePoint } from "@/components/charts/plane-points";
import { SPLIT_WORDS } from "@/components/filters/filter-words";
import { formatCount } from "@/components/ui/number-format";
import type { Split, Summary } from "@/lib/coupling/types";
import type { ExplainerKind, ExplainerPoint, Overview } from "@/lib/queries/types";

/** Names on the plane, short and in plain words; the table has the bundle's own titles. */
const KIND_NAMES: Record<Exclude<ExplainerKind, "run">, string> = {
  "oracle-self": "oracle of self",
  "oracle-target": "oracle of target",
  external: "external explainer",
  online: "online labels",
  shuffled: "shuffled labels",
  "text-only": "text-only explainer",
  constant: "constants",
};

function planePoint(id: string, title: string, summary: Summary, opens: boolean): PlanePoint {
  return { id, title, targetPull: summary.targetPull, selfPull: summary.selfPull, opens };
}

/** The named points of the held-out split; all constants stand for one, since they stand in one place. */
export function planePoints(overview: Overview): PlanePoint[] {
  const seen = new Set<string>();
  return overview.points["held-out"].flatMap((point) => {
    if (point.kind === "run") return [];
    const key = point.kind === "constant" ? "constant" : point.id;
    if (seen.has(key)) return [];
    seen.add(key);
    return [planePoint(point.id, KIND_NAMES[point.kind], point.summary, point.run !== null)];
  });
}

function pathPointId(split: Split, step: number): string {
  return `${split}-${step}`;
}

/** The flagship's two paths, the held-out one first and strong. */
export function planePaths(overview: Overview): PlanePath[] {
  return (["held-out", "explained"] as const).map((split) => ({
    id: split,
    title: SPLIT_WORDS[split],
    look: split === "held-out" ? "strong" : "light",
    shape: split === "held-out" ? "dot" : "square",
    points: overview.path[split].map(({ step, summary }) => ({
      ...planePoint(
        pathPointId(split, step),
        `${SPLIT_WORDS[split]}, step ${formatCount(step)}`,
        summary,
        true,
      ),
      step,
    })),
  }));
}

/** The run and step whose items stand behind a point; null where there are none (an oracle, a constant). */
export function behindPoint(
  overview: Overview,
  point: string,
): { run: string; step: number; split: Split } | null {
  for (const split of ["held-out", "explained"] as const) {
    const own = overview.path[split].find(({ step }) => point === pathPointId(split, step));
    if (own) return { run: overview.flagship.run, step: own.step, split };
  }
  const control = overview.points["held-out"].find(({ id }) => id === point);
  return control?.run ? { run: control.run, step: control.step, split: "held-out" } : null;
}

export type PlaneRow = { explainer: string; split: Split; step: number; summary: Summary };

/** Every point of the figure, and of the explained split beside it, in the order of drawing. */
export function planeRows(overview: Overview): PlaneRow[] {
  const splits = ["held-out", "explained"] as const;
  const controls = (point: ExplainerPoint) => point.kind !== "run";
  return [
    ...splits.flatMap((split) =>
      overview.path[split].map(({ step, summary }) => ({
        explainer: "the model",
        split,
        step,
        summary,
      })),
    ),
    ...splits.flatMap((split) =>
      overview.points[split]
        .filter(controls)
        .map(({ title, step, summary }) => ({ explainer: title, split, step, summary })),
    ),
  ];
}

/** Columns of the figure's numbers. */
export const PLANE_COLUMNS: readonly FigureColumn<PlaneRow>[] = [
  { title: "explainer", of: ({ explainer }) => explainer },
  { title: "entities", of: ({ split }) => SPLIT_WORDS[split] },
  { title: "step", of: ({ step }) => step },
  { title: "self-pull", of: ({ summary }) => summary.selfPull },
  { title: "target-pull", of: ({ summary }) => summary.targetPull },
  { title: "both-pull", of: ({ summary }) => summary.bothPull, isCsvOnly: true },
  { title: "coupling index", of: ({ summary }) => summary.couplingIndex },
  { title: "only self edits", of: ({ summary }) => summary.counts.onlySelf, isCsvOnly: true },
  { title: "only target edits", of: ({ summary }) => summary.counts.onlyTarget, isCsvOnly: true },
  { title: "both edits", of: ({ summary }) => summary.counts.both, isCsvOnly: true },
  { title: "neither edits", of: ({ summary }) => summary.counts.neither, isCsvOnly: true },
];
