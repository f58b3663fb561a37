import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import { type NamedConstant, nameConstants } from "@/lib/queries/constants";
import type { ScoreResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import { listLines, scoreConstant } from "./lines";
import {
  bestConstantRows,
  bestConstants,
  constantNullOf,
  type Drawn,
  lineColumns,
  lineRows,
  panelSeries,
} from "./timeline-series";

const bundle = makeBundle();
const { main, beside } = listLines(bundle, bundle.runs.find(({ id }) => id === "flagship") as Run, "run");
const value = (at: number): Estimate => ({
  kind: "value",
  value: at,
  low: at - 0.1,
  high: at + 0.1,
  level: 0.95,
  n: 10,
  clusters: 5,
  method: "bootstrap",
});
const drawnOf = (answers: [string, Estimate[]][]): Drawn => ({
  main,
  beside,
  level: 0.95,
  answered: new Map(
    answers.map(([id, [faithfulnessSelf, faithfulnessTarget]]) => [
      id,
      { id, kind: "estimates", estimates: { faithfulnessSelf, faithfulnessTarget } } as ScoreResult,
    ]),
  ),
});
const idsOf = ({ paths }: typeof main) => paths.flatMap(({ scores }) => scores.map(({ id }) => id));

describe("what is on its way", () => {
  it("is a line without points that says so, and rows that are not taken for undefined ones", () => {
    const [first = "", ...others] = idsOf(main);
    const some = drawnOf([[first, [value(0.5), value(0.6)]]]);
    const look = { name: "of itself", whose: "self", voice: "true" } as const;
    expect(panelSeries(some, "faithfulnessSelf", look, []).at(-1)).toMatchObject({ isWaiting: true });
    const all = drawnOf(idsOf(main).map((id) => [id, [value(0.5), value(0.6)]]));
    expect(panelSeries(all, "faithfulnessSelf", look, []).at(-1)).toMatchObject({ isWaiting: false });

    const [column] = lineColumns([{ name: "faithfulnessSelf", title: "true of itself" }]).slice(-1);
    const [gap] = lineColumns([{ name: "gap", title: "gap" }]).slice(-1);
    const rows = lineRows([main], ["faithfulnessSelf"], some);
    expect(rows.map((row) => column?.of(row))).toEqual([value(0.5), ...others.map(() => "…")]);
    expect(gap?.of(rows[0] as never)).toEqual({
      kind: "undefined",
      reason: "it is not computed of this line",
    });
  });
});

it("draws a control's claims in the voice of what they stand beside", () => {
  const series = panelSeries(drawnOf([]), "selfPull", { name: "this run", whose: "self", voice: "true" }, [
    "external",
    "constant",
  ]);
  expect(series.map(({ whose, voice }) => `${whose} ${voice}`)).toEqual([
    ...series.slice(1).map(() => "control true"),
    "self true",
  ]);
  expect(series.length).toBeGreaterThan(1);
});

describe("the best constants", () => {
  const constants = nameConstants(bundle).map((constant: NamedConstant) => ({
    id: constant.id,
    kind: "constant" as const,
    constant,
    paths: main.paths.map((path) => scoreConstant(path, constant.id)),
  }));
  const [one, two] = constants as [(typeof constants)[number], (typeof constants)[number]];
  const drawn = drawnOf([
    ...idsOf(one).map((id): [string, Estimate[]] => [id, [value(0.5), value(0.7)]]),
    ...idsOf(two).map((id, i): [string, Estimate[]] => [id, [value(i === 0 ? 0.6 : 0.5), value(0.2)]]),
  ]);
  const best = {
    faithfulnessSelf: bestConstants(constants, "faithfulnessSelf", drawn),
    faithfulnessTarget: bestConstants(constants, "faithfulnessTarget", drawn),
  };

  it("are at every step those that hold most often, the first one of equals", () => {
    expect(best.faithfulnessSelf[0]).toMatchObject({ constant: two.constant, estimate: value(0.6) });
    expect(best.faithfulnessSelf[1]).toMatchObject({ constant: one.constant, estimate: value(0.5) });
    expect(constantNullOf(best.faithfulnessSelf, { name: "", whose: "self" }).points[0]?.value).toBe(0.6);
  });

  it("have in the tables what is drawn, with interval and n, and say which claims they are", () => {
    const rows = bestConstantRows(best);
    expect(rows.map(({ step }) => step)).toEqual(best.faithfulnessSelf.map(({ step }) => step));
    expect(rows[0]).toMatchObject({ line: "best constant", runs: `${two.id} ${one.id}` });
    expect(rows[1]).toMatchObject({ line: "best constant", runs: one.id });
    expect(rows[0]?.estimates.get("faithfulnessSelf")).toEqual(value(0.6));
    expect(rows[0]?.estimates.get("faithfulnessTarget")).toEqual(value(0.7));
  });
});
