/** The verdicts on the paper's claims, and the tests behind them, as the rows of tables and as files. */
import type { FigureData } from "@/components/charts/figure";
import { type FigureColumn, figureTable } from "@/components/charts/figure-table";
import { formatPercent } from "@/components/ui/number-format";
import type { ResultPart, Results, ResultTest } from "@/lib/bundle/results";
import { familyTitle } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** What stands where no verdict is: the claim was not put to that family. */
const NOT_RUN = "not run in it";

/** A claim, or one of several parts of the claim before it. */
export type VerdictRow = {
  id: string;
  sentence: string;
  isPart: boolean;
  /** By family. */
  words: Readonly<Record<string, string>>;
  /** Over all families it was planned in; null where none is given. */
  every: string | null;
};

type Verdicts = Pick<ResultPart, "id" | "sentence" | "verdicts" | "every">;

function verdictRow(
  { id, sentence, verdicts, every }: Verdicts,
  bundle: Bundle,
  isPart: boolean,
): VerdictRow {
  const words = Object.fromEntries(
    bundle.families.map((family) => [family.id, verdicts[family.id] ?? NOT_RUN]),
  );
  return { id, sentence, isPart, words, every };
}

/** The claims in their order, each with its parts behind it where it has several. */
export function claimRows({ claims }: Results, bundle: Bundle): VerdictRow[] {
  return claims.flatMap((claim) => [
    verdictRow(claim, bundle, false),
    ...(claim.parts.length > 1 ? claim.parts.map((part) => verdictRow(part, bundle, true)) : []),
  ]);
}

export function whoseEditsRows({ whoseEdits }: Results, bundle: Bundle): VerdictRow[] {
  return whoseEdits.map((part) => verdictRow(part, bundle, false));
}

/** A test's effect with its interval for other seeds and other entities. */
export function effectOf({ effect, seeds, isOverEntitiesOnly }: ResultTest, level: number): Estimate {
  if (typeof effect === "string") return undefinedEstimate(effect);
  const [value, low, high] = effect;
  const method = isOverEntitiesOnly ? "t-interval over entities" : "t-interval over seeds and entities";
  return { kind: "value", value, low, high, level, n: seeds.length, clusters: seeds.length, method };
}

/** What the tests' effects are and how their intervals were made, of these results. */
export function effectWords({ claims, whoseEdits, method }: Results): string {
  const tests = [...claims.flatMap(({ parts }) => parts), ...whoseEdits].flatMap(({ tests }) => tests);
  const methods = tests.flatMap((test) => {
    const effect = effectOf(test, method.level);
    return effect.kind === "value" ? [effect.method] : [];
  });
  return `Effects are means over seeds, on entities that were never explained; their ${formatPercent(method.level)} intervals: ${[...new Set(methods)].join(", or of one seed ")}.`;
}

/** Three decimals, or that it is less than the last of them. */
export function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

type TestRow = { part: string; test: ResultTest };

/** Every test, those of the claims before those of whose edits are named. */
export function testsData(results: Results, bundle: Bundle): FigureData {
  const parts = [...results.claims.flatMap((claim) => claim.parts), ...results.whoseEdits];
  const columns: FigureColumn<TestRow>[] = [
    { title: "claim", of: ({ part }) => part },
    { title: "family", of: ({ test }) => familyTitle(bundle, test.family) },
    { title: "effect", of: ({ test }) => test.sentence },
    { title: "value", of: ({ test }) => effectOf(test, results.method.level), digits: 3 },
    { title: "seeds", of: ({ test }) => test.seeds.join(" ") },
    { title: "p of none", of: ({ test }) => formatP(test.adjustedFor) },
    { title: "p of one that counts", of: ({ test }) => formatP(test.adjustedAgainst) },
    { title: "outcome", of: ({ test }) => test.outcome },
  ];
  return figureTable(
    columns,
    parts.flatMap(({ id, tests }) => tests.map((test) => ({ part: id, test }))),
  );
}
