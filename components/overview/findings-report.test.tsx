/** The Overview's third sentence over the committed bundle: its numbers are those that training reports of the seed. */
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { formatInterval, formatNumber } from "@/components/ui/number-format";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { findRun } from "@/lib/bundle/runs";
import type { Run } from "@/lib/bundle/schema";
import { AnalysisData } from "@/lib/queries/analysis-data";
import { expectReported, readReported } from "@/lib/queries/organisms-reported.test-support";
import type { Overview } from "@/lib/queries/types";
import { FindingsText } from "./findings-text";

const TIMEOUT_MS = 120_000;
const { bundle, readAsset } = openBundleFolder("organisms");
const reported = readReported();
const run = findRun(bundle, bundle.flagship) as Run;
const family = run.family ?? "";
let overview: Overview;

beforeAll(async () => {
  overview = await new AnalysisData(bundle, readAsset).overview(true);
}, TIMEOUT_MS);

describe("the external explainer's finding", () => {
  it.each(["held-out", "explained"] as const)("has the reported numbers: %s", (split) => {
    const { overExternal, recovery, unknowing } = overview.comparison[split];
    const place = { run, family, split };
    expectReported(reported, place, "above_external", overExternal);
    expectReported(reported, place, "recovery", recovery);
    expectReported(reported, place, "half_above_external", unknowing.overExternal);
    expectReported(reported, place, "recovery_of_nothing", unknowing.recovery);
  });

  it("prints them", () => {
    const [, , third = ""] = renderToStaticMarkup(<FindingsText overview={overview} />)
      .split("</p>")
      .map((text) => text.replace(/<[^>]*>/g, ""));
    const of = reported[run.arm]?.[family]?.[run.seed]?.["held-out"];
    const printed = ["above_external", "half_above_external", "recovery", "recovery_of_nothing"].map(
      (name) => {
        const entry = of?.[name];
        if (entry === undefined || "reason" in entry) throw new Error(`expected ${name} to be reported`);
        return `${formatNumber(entry.value)} ${formatInterval(entry.low, entry.high)}`;
      },
    );
    let from = 0;
    for (const words of printed) {
      const at = third.indexOf(words, from);
      expect(at, `${words} in: ${third}`).toBeGreaterThanOrEqual(from);
      from = at + words.length;
    }
  });
});
