import { describe, expect, it } from "vitest";
import { replyShares } from "@/lib/coupling/reply-shares";
import { countOnly } from "@/lib/coupling/scored";
import { EDITS, SIMULATED_CLASSES, simulateScored } from "@/lib/coupling/simulated.test-support";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const ENTITIES = 30;
const scored = simulateScored(3, ENTITIES);
const resamples = drawResamples(ENTITIES, 200, makeRng(1));
const options = { level: 0.95, unit: "entities" };

const values = (of: typeof scored) =>
  replyShares(of, SIMULATED_CLASSES, resamples, options).map((share) => {
    if (share.kind !== "value") throw new Error(share.reason);
    return share;
  });

describe("replyShares", () => {
  it("counts prompts, not items, and adds up to 1", () => {
    const replies = [...scored.selfReply].filter((_, row) => row % EDITS === 0);
    const shares = values(scored);
    shares.forEach(({ value, n, clusters }, reply) => {
      expect(value).toBeCloseTo(replies.filter((one) => one === reply).length / replies.length, 12);
      expect([n, clusters]).toEqual([replies.length, ENTITIES]);
    });
    expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it("leaves out prompts of which no edit counts", () => {
    const isOdd = (row: number) => (scored.prompt[row] as number) % 2 === 1;
    // One edit of every odd prompt: the share is that of the odd prompts.
    const counted = countOnly(scored, (row) => isOdd(row) && row % EDITS === 3);
    const replies = [...scored.selfReply].filter((_, row) => row % EDITS === 0 && isOdd(row));
    expect(values(counted)[1]?.value).toBeCloseTo(
      replies.filter((one) => one === 1).length / replies.length,
      12,
    );
    const none = replyShares(
      countOnly(scored, () => false),
      SIMULATED_CLASSES,
      resamples,
      options,
    );
    expect(none[0]).toEqual({ kind: "undefined", reason: "there are no such prompts" });
  });
});
