/** What a link to the Plane shows: which runs, at which checkpoints, on which entities and items. Pure. */
import { parseAsStringLiteral } from "nuqs/server";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import {
  readSplitlessFilter,
  SPLITLESS_PARAMETERS,
  type SplitlessFilter,
  type SplitlessParameter,
  writeFilter,
} from "@/lib/permalink/filter-view";
import { makePageView, type Written, writeFields } from "@/lib/permalink/page-view";
import { idsParser, stepsShownParser } from "@/lib/permalink/parsers";
import type { Reader } from "@/lib/permalink/read-parameter";
import { notRecorded, recordedStepsOf } from "@/lib/permalink/read-run";

/** More paths than these cannot be told apart, and each is some 150 kB of records. */
export const MAX_PLANE_RUNS = 12;

/** Entities: one split, both drawn apart, or all of them taken together. */
export const PLANE_SPLITS = ["held-out", "explained", "both", "all"] as const;
export type PlaneSplit = (typeof PLANE_SPLITS)[number];

export type PlaneView = {
  /** Ids, in the order of choosing; at most `MAX_PLANE_RUNS`. May be empty. */
  runs: string[];
  /** Every checkpoint as a path, the last one of each run, or one step. */
  steps: "path" | "last" | number;
  split: PlaneSplit;
  filter: SplitlessFilter;
  /** Of `runs`, those that a visitor keeps marked. */
  pins: string[];
};

const PARSERS = {
  runs: idsParser,
  steps: stepsShownParser,
  split: parseAsStringLiteral(PLANE_SPLITS),
  pins: idsParser,
};

export type PlaneParameter = keyof typeof PARSERS | SplitlessParameter;

/** Why a run cannot be placed on the plane: it needs records, and a target to be held against. */
export function notOnPlane(bundle: Bundle, id: string): string | null {
  const reason = notRecorded(bundle, id);
  if (reason !== null) return reason;
  return findRun(bundle, id)?.supervision.target ? null : "has no target to be held against";
}

/** The flagship and what stands beside it on the first page, as far as they can be placed. */
export function defaultPlaneRuns(bundle: Bundle): string[] {
  const { external, online, shuffled, textOnly } = bundle.controls;
  const named = [bundle.flagship, online, external, textOnly, shuffled];
  return named.filter((id) => id !== null).filter((id) => notOnPlane(bundle, id) === null);
}

function readRuns(bundle: Bundle, { read, ignore }: Reader<"runs">): string[] {
  const otherwise = defaultPlaneRuns(bundle);
  const wanted = read("runs", PARSERS.runs, otherwise);
  const known = wanted.filter((id) => {
    const reason = notOnPlane(bundle, id);
    if (reason !== null) ignore("runs", reason, id);
    return reason === null;
  });
  for (const id of known.slice(MAX_PLANE_RUNS)) {
    ignore("runs", `is one more than the ${MAX_PLANE_RUNS} runs that the plane takes at a time`, id);
  }
  // Of a list in which nothing is known nothing is left to show.
  if (known.length === 0 && wanted.length > 0) return otherwise;
  return known.slice(0, MAX_PLANE_RUNS);
}

/** Every step that some of the runs have records of, ascending. */
export function stepsOfRuns(runs: readonly (Run | undefined)[]): number[] {
  return [...new Set(runs.flatMap((run) => recordedStepsOf(run)))].sort((a, b) => a - b);
}

export function writePlaneView(view: Partial<PlaneView>): Written<PlaneParameter> {
  const { filter = {}, ...rest } = view;
  return { ...writeFields(PARSERS, rest), ...(writeFilter(filter) as Written<SplitlessParameter>) };
}

export const planePageView = makePageView<PlaneParameter, PlaneView>({
  names: [...(Object.keys(PARSERS) as (keyof typeof PARSERS)[]), ...SPLITLESS_PARAMETERS],
  write: writePlaneView,
  read(bundle, reader) {
    const { read, ignore } = reader;
    const runs = readRuns(bundle, reader);
    const known = stepsOfRuns(runs.map((id) => findRun(bundle, id)));
    const opening = runs.includes(bundle.flagship) ? [bundle.flagship] : [];
    const wanted = read("pins", PARSERS.pins, opening);
    const pins = wanted.filter((id) => runs.includes(id));
    for (const id of wanted) if (!runs.includes(id)) ignore("pins", "is not among the runs shown", id);
    return {
      runs,
      steps: read<PlaneView["steps"]>("steps", PARSERS.steps, "path", (steps) =>
        typeof steps !== "number" || known.includes(steps) ? null : "is no step of the runs shown",
      ),
      split: read<PlaneSplit>("split", PARSERS.split, "held-out"),
      filter: readSplitlessFilter(bundle, reader),
      // Nothing marked is a choice; nothing but what is not there is none.
      pins: pins.length === 0 && wanted.length > 0 ? opening : pins,
    };
  },
});
