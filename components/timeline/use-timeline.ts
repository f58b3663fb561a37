"use client";

/**
 * Everything a view of the Timeline draws, as it arrives: first the run itself, from its own and its target's
 * records, then what needs no others, then each line beside it by itself.
 */
import { useEffect, useMemo, useRef } from "react";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import type { StatisticName } from "@/lib/coupling/types";
import type { Beside, TimelineView } from "@/lib/permalink/timeline-view";
import { type NamedConstant, nameConstants } from "@/lib/queries/constants";
import { useEstimates } from "@/lib/queries/estimates";
import { useReplyShares } from "@/lib/queries/reply-shares";
import type { EstimatesSpec, Method, ReplySharesResult } from "@/lib/queries/types";
import type { Answered } from "./line-points";
import {
  DRAWN_STATISTICS,
  isOwnKind,
  type Line,
  listLines,
  onOtherEntities,
  pathOf,
  scoreConstant,
  stepsOfLine,
} from "./lines";

/** Where the best constant claims lie, beside which faithfulness has to be seen. */
export type ConstantLine = Line & { constant: NamedConstant };

export type Timeline = {
  run: Run;
  /** The axis: every step that one of the lines has. */
  steps: number[];
  main: Line;
  /** The lines that the view asks for and the bundle has. */
  beside: Line[];
  /** All that could stand beside it, whether or not it does. */
  possible: Line[];
  /** Always there, whatever the view asks for: the gap means nothing without. Null: the bundle has none. */
  shuffled: Line | null;
  /** As always there: a lag means nothing without. Null: the bundle has none, or it is the run itself. */
  online: Line | null;
  constants: ConstantLine[];
  answered: Answered;
  /** Of the run that is chosen, also where the lines are means. */
  shares: ReplySharesResult | undefined;
  /** Kinds asked for that the bundle does not have for this run. */
  absent: Beside[];
  method: Method | undefined;
  /** The run itself is there: what needs more may be asked for. */
  isReady: boolean;
  /** The former filter's numbers still stand, all of them and marked as such. Otherwise none of them does. */
  isStale: boolean;
  /** All that was asked for is there; nothing that failed is. */
  isComplete: boolean;
  error: Error | null;
  refetch: () => void;
  /** Every answer as it is, for what all of them are asked about. */
  answers: readonly unknown[];
};

/** Of the constants, which know nothing of edits, so that there is nothing else to see. */
const CONSTANT_NAMES: StatisticName[] = ["faithfulnessSelf", "faithfulnessTarget", "gap"];

function askFor(
  lines: readonly Line[],
  filter: TimelineView["filter"],
  names: StatisticName[] = DRAWN_STATISTICS,
): EstimatesSpec | null {
  const scores = lines.flatMap(({ paths }) => paths.flatMap((path) => path.scores));
  return scores.length === 0 ? null : { scores, contrasts: [], filter, names };
}

/**
 * A value, or while a view's own is not there yet (`isStale`) the last one of a view of the same lines. So that what
 * is shown is never of two filters at once: of the former until the next one's begins to be there, then of that only.
 */
export function useFormer<T>(value: T, isStale: boolean, lines: string): T {
  const kept = useRef({ value, lines });
  useEffect(() => {
    if (!isStale) kept.current = { value, lines };
  });
  return isStale && kept.current.lines === lines ? kept.current.value : value;
}

/** What names the lines whose numbers a figure may go on showing. */
export function linesKey({ run, line }: Pick<TimelineView, "run" | "line">): string {
  return line === "mean" ? `mean ${run}` : run;
}

/** Every line that a point can be of, once: the run's, what stands beside it, and what some figures always show. */
export function listDrawn({ main, beside, possible, constants }: Timeline): Line[] {
  const others = [...possible, ...constants];
  return [main, ...beside, ...others.filter(({ id }) => !beside.some((one) => one.id === id))];
}

export function useTimeline(bundle: Bundle, view: TimelineView): Timeline {
  const { run: id, line, filter, beside: wanted } = view;
  const run = findRun(bundle, id);
  if (run === undefined) throw new Error(`internal: useTimeline: expected a run of the bundle, got ${id}`);

  const { main, beside: possible } = useMemo(() => {
    const lines = listLines(bundle, run, line);
    const others = onOtherEntities(lines.main, filter.split);
    return { main: lines.main, beside: [...(others ? [others] : []), ...lines.beside] };
  }, [bundle, run, line, filter.split]);
  const constants = useMemo(
    () =>
      nameConstants(bundle).map((constant) => ({
        id: constant.id,
        kind: "constant" as const,
        constant,
        paths: main.paths.map((path) => scoreConstant(path, constant.id)),
      })),
    [bundle, main],
  );
  const beside = possible.filter(({ kind }) => wanted.includes(kind as Beside));
  const shuffled = possible.find(({ kind }) => kind === "shuffled") ?? null;
  const ofKind = (kind: Beside) => beside.filter((one) => one.kind === kind);

  const first = useEstimates(askFor([main], filter));
  const next = first.isSuccess && !first.isPlaceholderData;
  const askNext = (lines: readonly Line[]) =>
    next ? askFor(lines, { ...filter, split: lines[0]?.split ?? filter.split }) : null;
  const others = [
    useEstimates(next ? askFor(constants, filter, CONSTANT_NAMES) : null),
    useEstimates(askNext(shuffled ? [shuffled] : [])),
    useEstimates(askNext(ofKind("seeds"))),
    useEstimates(askNext(ofKind("other-entities"))),
    useEstimates(askNext(ofKind("online"))),
    useEstimates(askNext(ofKind("external"))),
    useEstimates(askNext(ofKind("text-only"))),
    // Last, for it says more of the same scores than the constants' answer.
    useEstimates(askNext(ofKind("constant"))),
  ];
  // Shares of replies are a matter of one behaviour: of the mean's, those of the run that is chosen.
  const own = pathOf(main, run.id);
  const shares = useReplyShares(
    next && own ? { path: own.scores.map(({ self, target }) => ({ self, target })), filter } : null,
  );

  const queries = [first, ...others];
  const isStale = first.isPlaceholderData;
  const current = {
    answered: new Map(
      queries.flatMap(({ data, isPlaceholderData }) =>
        isPlaceholderData ? [] : (data?.scores ?? []).map((score) => [score.id, score] as const),
      ),
    ),
    shares: shares.isPlaceholderData ? undefined : shares.data,
  };
  const shown = useFormer(current, isStale, linesKey(view));
  const all = [...queries, shares];
  return {
    run,
    steps: [...new Set([main, ...beside].flatMap(stepsOfLine))].sort((a, b) => a - b),
    main,
    beside,
    possible,
    shuffled,
    online: possible.find(({ kind }) => kind === "online") ?? null,
    constants,
    answered: shown.answered,
    shares: shown.shares,
    absent: wanted.filter(
      (kind) =>
        kind !== "other-entities" &&
        !isOwnKind(bundle, kind, run) &&
        !possible.some((one) => one.kind === kind),
    ),
    method: first.data?.method,
    isReady: next,
    isStale,
    isComplete: next && all.every(({ isFetching, isError }) => !isFetching && !isError),
    error: all.find(({ error }) => error !== null)?.error ?? null,
    refetch() {
      for (const query of all) if (query.isError) query.refetch();
    },
    answers: all.map(({ data }) => data),
  };
}
