import { EstimateText } from "@/components/ui/estimate-text";
import type { Overview } from "@/lib/queries/types";
import { findings, type Piece } from "./findings";

function Sentence({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) =>
    typeof piece === "string" ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no identity but their place
      <EstimateText key={index} estimate={piece.estimate} />
    ),
  );
}

/** The three findings in words; null where the bundle has no flagship's path to speak of. */
export function FindingsText({ overview }: { overview: Overview }) {
  const last = overview.path["held-out"].at(-1);
  const lastExplained = overview.path.explained.at(-1);
  if (!last || !lastExplained) return null;
  const unchanged = overview.points["held-out"].find(({ id }) => id === "constant-unchanged")?.summary;
  if (!unchanged) return null;
  const comparison = overview.comparison["held-out"];
  const sentences = findings({
    shift: last.summary.behaviourShift,
    lastStep: last.step,
    faithfulnessSelf: last.summary.faithfulnessSelf,
    faithfulnessTarget: last.summary.faithfulnessTarget,
    unchangedSelf: unchanged.faithfulnessSelf,
    unchangedTarget: unchanged.faithfulnessTarget,
    couplingHeldOut: last.summary.couplingIndex,
    couplingExplained: lastExplained.summary.couplingIndex,
    overExternal: comparison.overExternal,
    recovery: comparison.recovery,
  });
  return sentences.map((pieces, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: three sentences in a fixed order
    <p key={index} className="mb-m min-h-[4lh] last:mb-0 sm:min-h-[3lh]">
      {index < 2 || overview.isComplete ? (
        <Sentence pieces={pieces} />
      ) : (
        <span className="text-soft">The controls’ records are still being read.</span>
      )}
    </p>
  ));
}
