/**
 * The items of a split and task, their entities, and the draws over them: the same for every score and every
 * request, so that whatever is compared with what is compared in the same draws. Kept, for drawing takes longer
 * than most of what is done with it.
 */
import { makeTextTest, type StatisticsFilter } from "@/lib/coupling/item-filter";
import { type Selection, selectItems } from "@/lib/coupling/scored";
import type { Item } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { RecentResults } from "@/lib/queries/recent-results";
import { drawResamples, type Resamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

/** `resamples` is null where there are no such items. */
export type ScoreFrame = { items: readonly Item[]; selection: Selection; resamples: Resamples | null };

/** Two megabytes each; a page looks at one or two. */
const KEPT_FRAMES = 6;

export class ScoreFrames {
  private readonly kept = new RecentResults(KEPT_FRAMES);

  constructor(private readonly readItems: () => Promise<Item[]>) {}

  /** The frame of the filter's split and task; its other parts do not matter. */
  of(filter: StatisticsFilter): Promise<ScoreFrame> {
    const { split, task } = filter;
    return this.kept.once(JSON.stringify([split, task]), "frame", async () => {
      const items = await this.readItems();
      const selection = selectItems(items, makeTextTest(filter));
      const { draws, seed } = ANALYSIS_METHOD;
      const resamples =
        selection.clusters === 0 ? null : drawResamples(selection.clusters, draws, makeRng(seed));
      return { items, selection, resamples };
    });
  }
}
