"use client";

import { type Crossing, CrossingPanel } from "@/components/charts/crossing-panel";
import { Figure } from "@/components/charts/figure";
import { type FigureColumn, figureTable } from "@/components/charts/figure-table";
import { stepPhases } from "@/components/charts/step-phases";
import { isPath } from "@/components/charts/step-series";
import { FailureNotice } from "@/components/ui/failure-notice";
import { formatCount, formatPercent } from "@/components/ui/number-format";
import { LAG_COVERAGE } from "@/lib/coupling/lag";
import type { Split } from "@/lib/coupling/types";
import { useLags } from "@/lib/queries/lag";
import type { LagResult, LagSpec } from "@/lib/queries/types";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { lastCounts, meanOverSeeds } from "./line-points";
import { isOwnKind, type Line, type ScoredPath, stepsOfLine } from "./lines";
import type { TimelineFigureProps } from "./timeline-panels";
import type { Timeline } from "./use-timeline";
import { figureMethod, lineName, ofSeedWords } from "./words";

const TITLE = "Which comes first?";

/** A path's lag, and whose it is. */
type Followed = Pick<Crossing, "id" | "name" | "whose" | "line"> & { path: ScoredPath; split?: Split };

/**
 * One row a path: the main line's, those beside it whose claims are about their own behaviour, and always that of
 * online labels, which a lag has to be seen beside.
 */
function listFollowed({ main, beside, online }: Timeline): Followed[] {
  const own = ({ explainer, subject }: ScoredPath) => explainer.id === subject.id;
  const ofMain = main.paths.map((path) => ({
    id: path.explainer.id,
    name: main.paths.length > 1 ? `seed ${path.explainer.seed}` : lineName(main),
    whose: "self" as const,
    line: main.paths.length > 1 ? `seed ${path.explainer.seed}` : main.id,
    path,
  }));
  const seeds = main.paths.length > 1 ? [] : beside.filter(({ kind }) => kind === "seeds");
  const entities = main.paths.length > 1 ? [] : beside.filter(({ split }) => split !== undefined);
  const others = [...seeds, ...entities, ...(online ? [online] : [])].flatMap((line) =>
    line.paths.map((path) => ({
      id: line.split ? `${path.explainer.id} ${line.split}` : path.explainer.id,
      name: line.paths.length > 1 ? `${lineName(line)}, seed ${path.explainer.seed}` : lineName(line),
      whose: line.kind === "online" ? ("control" as const) : ("self" as const),
      line: line.id,
      path,
      split: line.split,
    })),
  );
  return [...ofMain, ...others].filter(({ path }) => own(path));
}

const canFollow = ({ path }: Followed) => isPath({ points: path.scores });

function toCrossing({ path, split: _, ...about }: Followed, result: LagResult | undefined): Crossing {
  const row = { ...about, steps: path.scores.map(({ self }) => self.step) };
  if (result?.kind === "lag") return { ...row, does: result.behaviour, says: result.claim, lag: result.lag };
  const none = undefinedEstimate(result?.reason ?? "it is being computed");
  return { ...row, does: none, says: none, lag: none };
}

/** The mean over the main line's seeds, where it is a mean and all of them are there. */
function meanRow(main: Line, rows: readonly Crossing[], level: number): Crossing[] {
  const own = rows.filter(({ id }) => main.paths.some(({ explainer }) => explainer.id === id));
  if (main.paths.length < 2 || own.length < main.paths.length) return [];
  const mean = (of: (row: Crossing) => Estimate) => meanOverSeeds(own.map(of), level);
  return [
    {
      id: "mean",
      name: lineName(main),
      whose: "self",
      line: main.id,
      steps: stepsOfLine(main),
      does: mean(({ does }) => does),
      says: mean(({ says }) => says),
      lag: mean(({ lag }) => lag),
    },
  ];
}

const COLUMNS: readonly FigureColumn<Crossing>[] = [
  { title: "line", of: ({ name }) => name },
  { title: "behaviour, step", of: ({ does }) => does, digits: 0 },
  { title: "claims, step", of: ({ says }) => says, digits: 0 },
  { title: "lag, steps", of: ({ lag }) => lag, digits: 0 },
];

/** Why a row has no mark, each reason once. */
function missingNotes(rows: readonly Crossing[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, lag } of rows) {
    if (lag.kind === "undefined") byReason.set(lag.reason, [...(byReason.get(lag.reason) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => `No lag: ${names.join(", ")}, for ${reason}.`);
}

/** At which step behaviour and claims cross half of their change, and which is first. */
export function LagFigure(props: TimelineFigureProps) {
  const { bundle, view, timeline, drawn, pageMethod, leadWords, onOpen } = props;
  const { run, main, online, steps, answered, isReady } = timeline;
  const followed = listFollowed(timeline);
  const possible = followed.filter(canFollow);
  const isOfMain = ({ path }: Followed) => main.paths.includes(path);
  const asked = isReady ? possible : [];
  const specs = asked.map(
    ({ path, split = view.filter.split }): LagSpec => ({
      path: path.scores,
      filter: { ...view.filter, split },
    }),
  );
  const results = useLags(specs);
  const failed = results.find(({ isError }) => isError);
  // Each row has its room from the start.
  const answers = results.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data));
  const rows = possible.map((one, i) => toCrossing(one, answers[i]));
  const isWaiting = possible.some((_, i) => !answers[i]);
  const drawnRows = [...meanRow(main, rows, drawn.level), ...rows];
  const coarse = followed.filter((one) => !canFollow(one));
  if (!possible.some(isOfMain)) {
    return (
      <section aria-label={TITLE} className="max-w-prose">
        <h2 className="mb-s font-[600] text-heading">{TITLE}</h2>
        <p className="text-[0.9375rem] leading-[1.5]">
          At which step behaviour and claims cross half of their change cannot be said here:{" "}
          {!followed.some(isOfMain)
            ? "the claims of an external explainer are not about itself."
            : "the run was recorded at its first and its last step only."}
        </p>
      </section>
    );
  }
  const counted = rows[0]?.does;
  const n = counted?.kind === "value" ? counted : null;
  const all = lastCounts(main, answered)?.items ?? null;
  const ownCounts =
    n === null || all === null
      ? ""
      : ofSeedWords(
          `n = ${formatCount(n.n)} edits about ${formatCount(n.clusters)} entities; left out: ${formatCount(all - n.n)} of ${formatCount(all)} edits, after which the reply is the same at the first and the last step.`,
          main,
        );
  const isOnline = isOwnKind(bundle, "online", run);
  const lineOf = (row: string) => drawnRows.find(({ id }) => id === row)?.line ?? null;
  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          Of the edits after which its reply is another one at the last step than at the first: when half of
          them had come over in what it does (solid), and in what it says (open), by straight lines between
          the recorded steps. The lag is the second less the first: below 0 the claims were first, above 0 the
          behaviour was. Claims start from a model that was never asked to explain, so theirs is learning to
          explain as well: a lag counts only against that of{" "}
          {online ? "online labels, the grey row" : "online labels"}. Its interval errs on the wide side: it
          held the true lag in {formatCount(100 * LAG_COVERAGE.least)} to {formatPercent(LAG_COVERAGE.most)}{" "}
          of simulated runs.
        </>
      }
      notes={[
        ...(online || isOnline
          ? []
          : [
              "The bundle has no run with online labels that starts and shifts as this one does, so its lag has nothing to be held against.",
            ]),
        ...(coarse.length > 0
          ? [
              `Recorded at the first and the last step only, which tells nothing of when: ${coarse.map(({ name }) => name).join(", ")}.`,
            ]
          : []),
        ...(isWaiting ? [] : missingNotes(rows)),
      ]}
      {...figureMethod(pageMethod, ownCounts, [])}
      isWaiting={!timeline.isComplete || isWaiting}
      data={figureTable(COLUMNS, drawnRows)}
    >
      {failed?.error && <FailureNotice error={failed.error} onRetry={() => failed.refetch()} />}
      <CrossingPanel
        title="Half of the change"
        rows={drawnRows}
        phases={stepPhases(run.shift.ramp, steps)}
        steps={steps}
        pins={view.pins}
        onOpen={(row, step) => onOpen({})(step, lineOf(row))}
        leadWords={(row, step) => leadWords(step, lineOf(row))}
      />
    </Figure>
  );
}
