import Link from "next/link";
import { caveatWords, EstimateText } from "@/components/ui/estimate-text";
import { armsHref } from "@/lib/permalink/links";
import type { Overview } from "@/lib/queries/types";
import { type FindingsInput, findings, isAboveHalf, type Piece } from "./findings";

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

/** What an index above one half leaves open. The numbers are in a file that is too large to open a site with. */
function Caution() {
  return (
    <>
      {" "}
      Above one half is not yet knowledge of one’s own edits: claims get there, too, that only name more edits
      wherever the model is near its margin.{" "}
      <Link prefetch={false} href={armsHref({ statistic: "placing" })}>
        Held against claims that name as many edits, picked by the cue words alone
      </Link>
      , the two come apart, arm by arm.
    </>
  );
}

/** Room for each finding, so that nothing moves when it arrives. */
export const FINDING_ROOM = [
  "min-h-[8lh] sm:min-h-[5lh]",
  "min-h-[15lh] sm:min-h-[8lh]",
  "min-h-[8lh] sm:min-h-[5lh]",
] as const;

/** The three findings in words; null where the bundle has no flagship's path to speak of. */
export function FindingsText({ overview }: { overview: Overview }) {
  const last = overview.path["held-out"].at(-1);
  const lastExplained = overview.path.explained.at(-1);
  if (!last || !lastExplained) return null;
  const unchanged = overview.points["held-out"].find(({ id }) => id === "constant-unchanged")?.summary;
  if (!unchanged) return null;
  const comparison = overview.comparison["held-out"];
  const input: FindingsInput = {
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
    unknowing: comparison.unknowing,
  };
  const all = findings(input);
  const caveats = caveatWords(
    all.flat().flatMap((piece) => (typeof piece === "string" ? [] : piece.estimate)),
  );
  const sentences = all.map((pieces, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: three sentences in a fixed order
    <p key={index} className={`mb-m last:mb-0 ${FINDING_ROOM[index]}`}>
      {index < 2 || overview.isComplete ? (
        <>
          <Sentence pieces={pieces} />
          {index === 1 && isAboveHalf(input) && <Caution />}
        </>
      ) : (
        <span className="text-soft">The controls’ records have not been read yet.</span>
      )}
    </p>
  ));
  return (
    <>
      {sentences}
      {caveats !== null && <p className="mt-s font-sans text-note text-soft">{caveats}</p>}
    </>
  );
}
