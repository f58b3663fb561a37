/**
 * What is said of the paper on the axis of agreement, second-hand: readers of "Introspective Coupling" (arXiv
 * 2606.32038) report that in its 8B model coupling needs an agreement of about 0.6 to 0.7. Nobody here has checked it,
 * and the words on the band say so.
 */
import type { DotBand } from "@/components/charts/dot-layers";
import type { Sweep } from "@/lib/bundle/schema";

const REPORTED: DotBand = {
  from: 0.6,
  to: 0.7,
  name: "reported by readers of the paper for an 8B model; unverified",
};

/** The band, for a sweep whose places are measured agreements (levels of null); null for every other. */
export function paperBand({ axis, points }: Sweep): DotBand | null {
  return axis.scale === "linear" && points.every(({ level }) => level === null) ? REPORTED : null;
}
