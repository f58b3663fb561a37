/**
 * What is said here of the paper whose claims are put to the test, and of when the tests were made; the claims themselves
 * and their verdicts are the results'. The band is second-hand: readers of "Introspective Coupling" report that in its
 * 8B model coupling needs an agreement of about 0.6 to 0.7. Nobody here has checked it, and the words on the band say so.
 */
import type { DotBand } from "@/components/charts/dot-grounds";
import type { Results } from "@/lib/bundle/results";
import type { Sweep } from "@/lib/bundle/schema";

const PAPER = "arXiv 2606.32038";

const REPORTED: DotBand = {
  from: 0.6,
  to: 0.7,
  name: "reported by readers of the paper for an 8B model; unverified",
};

/** The band, for a sweep whose places are measured agreements (levels of null); null for every other. */
export function paperBand({ axis, points }: Sweep): DotBand | null {
  return axis.scale === "linear" && points.every(({ level }) => level === null) ? REPORTED : null;
}

/**
 * Arms of which seed 0 was known when the tests were written down (training/RESULTS.md, "How a verdict is reached"). Seed 1
 * of the first had just finished; whether anybody had looked at it was not recorded.
 */
export const SEEN_BEFORE = ["fixed-shift", "external", "online", "shuffled", "text-only"] as const;

const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"] as const;
const inWords = (count: number) => COUNTS[count] ?? String(count);

/** A test that was not planned says so itself. */
const wasAdded = ({ sentence }: { sentence: string }) => /\(added last\)$/.test(sentence);

/** Whose claims they are, and which tests of them were not written down before their runs were looked at. */
export function claimsWords({ claims }: Pick<Results, "claims">): string {
  const parts = claims.flatMap((claim) => claim.parts);
  const added = parts.filter(({ tests }) => tests.some(wasAdded)).map(({ id }) => id);
  const planned = `The tests and the rules of the verdicts were written down before their runs were looked at, but for the first seed of ${inWords(SEEN_BEFORE.length)} arms, and perhaps the second of one of them`;
  return [
    `The ${inWords(claims.length)} claims of ${PAPER}, as its abstract states them, put to these small models.`,
    added.length === 0
      ? `${planned}.`
      : `${planned}, and for a test of ${added.join(" and ")} that was added last: it can only take a verdict away.`,
  ].join(" ");
}
