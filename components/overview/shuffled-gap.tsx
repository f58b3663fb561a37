"use client";

import { EstimateText } from "@/components/ui/estimate-text";
import { useOverview } from "@/lib/queries/overview";

/** Why the obvious figure is not the headline, with this bundle's own numbers; nothing without them. */
export function ShuffledGap() {
  const { data: overview } = useOverview();
  const points = overview?.points["held-out"] ?? [];
  const shuffled = points.find((point) => point.kind === "shuffled")?.summary.gap;
  const unchanged = points.find((point) => point.id === "constant-unchanged")?.summary.gap;
  const flagship = overview?.path["held-out"].at(-1)?.summary.gap;
  if (!shuffled || !unchanged || !flagship) return null;
  if ([shuffled, unchanged, flagship].some(({ kind }) => kind === "undefined")) return null;
  return (
    <>
      {" "}
      Here that difference is <EstimateText estimate={flagship} />; always saying that nothing would change
      earns <EstimateText estimate={unchanged} />, and a model trained on shuffled labels, from which nothing
      about cues can be learned, <EstimateText estimate={shuffled} />.
    </>
  );
}
