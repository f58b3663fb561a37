/** What a link to the Overview shows. Pure; `use-overview-view.ts` is the hook. */
import type { Split } from "@/lib/coupling/types";
import { overviewParsers } from "@/lib/permalink/parsers";
import { type IgnoredParameter, makeReader, type RawParameters } from "@/lib/permalink/read-parameter";

export type OverviewParameter = keyof typeof overviewParsers;

export type OverviewView = {
  split: Split;
  /** Null for the last step. */
  step: number | null;
};

/** Reads the parameters of a link; `steps` are those of the flagship. */
export function readOverviewView(
  steps: readonly number[],
  raw: RawParameters<OverviewParameter>,
): { view: OverviewView; ignored: IgnoredParameter[] } {
  const { read, ignored } = makeReader(raw);
  const split = read<Split>("split", overviewParsers.split, "held-out");
  const step = read<number | null>("step", overviewParsers.step, null, (wanted) =>
    wanted !== null && steps.includes(wanted) ? null : "is not among the flagship's steps",
  );
  return { view: { split, step }, ignored };
}

export function writeOverviewView(view: Partial<OverviewView>): Partial<RawParameters<OverviewParameter>> {
  const { split, step } = view;
  return {
    ...(split !== undefined && { split: overviewParsers.split.serialize(split) }),
    ...(step !== undefined && { step: step === null ? null : overviewParsers.step.serialize(step) }),
  };
}
