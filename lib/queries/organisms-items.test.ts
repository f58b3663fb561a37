/** The rows that a link to Items leaves are those that the statistic it stands for counts: on the committed bundle. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import type { Results } from "@/lib/bundle/results";
import { filterItems, type ItemMargins, rowsBehind, WHOLE_ITEMS } from "@/lib/coupling/item-filter";
import { leastLeads } from "@/lib/coupling/item-margins";
import type { Answers, Item } from "@/lib/coupling/types";
import { answersAt, itemAnswers, type LoadedRecords } from "@/lib/queries/score-answers";

const NAMES = ["selfPull", "targetPull", "couplingIndex", "preferenceSelf", "faithfulnessSelf"] as const;
const RESULTS = fileURLToPath(new URL("../../models/organisms/results.json", import.meta.url));

const folder = openBundleFolder("organisms");
const { bundle } = folder;
const results: Results = JSON.parse(readFileSync(RESULTS, "utf8"));
/** The flagship, and whose claims are held against its behaviour. */
const seeds = results.rows
  .flatMap((row) => row.seeds)
  .filter(
    ({ explainer, subject }) => subject.run === bundle.flagship && findRun(explainer.run) !== undefined,
  );

function findRun(id: string) {
  return bundle.runs.find((run) => run.id === id);
}

let items: Item[];
let records: LoadedRecords;

beforeAll(async () => {
  items = await folder.readItems();
  const needed = new Set(seeds.flatMap(({ explainer, subject, target }) => [explainer, subject, target]));
  const runs = [...new Set([...needed].map(({ run }) => run))];
  records = new Map(
    await Promise.all(
      runs.map(async (id) => [id, await folder.readRecords(id, items, { withProbabilities: true })] as const),
    ),
  );
}, 120_000);

function marginsOf(answers: readonly Answers[], probabilitySteps: number): ItemMargins {
  const columns = answers.flatMap(({ replyP, counterfactualP }) => [replyP, counterfactualP]);
  return leastLeads(
    columns.filter((column) => column !== null),
    answers[0]?.classes ?? 0,
    probabilitySteps,
  );
}

it("leave as many rows as the pulls, the coupling index and the shares count", () => {
  expect(seeds.length).toBeGreaterThan(1);
  let compared = 0;
  for (const { explainer, subject, target, slices } of seeds) {
    const answers = itemAnswers(bundle, records, {
      claims: { kind: "run", ...explainer },
      self: subject,
      target,
    });
    if (typeof answers === "string") throw new Error(`expected answers, got n/a: ${answers}`);
    const behaviour = [subject, target].map((place) => answersAt(records, place) as Answers);
    const margins = marginsOf(behaviour, findRun(subject.run)?.records?.probabilitySteps ?? 0);
    for (const { id, split, task, margin } of results.slices) {
      for (const name of NAMES) {
        const counted = slices[id]?.[name];
        if (!Array.isArray(counted)) continue;
        const rows = filterItems(items, answers, margins, {
          ...WHOLE_ITEMS,
          split,
          task,
          margin,
          ...rowsBehind(name),
        });
        expect(rows.length, `${explainer.run}, ${id}, ${name}`).toBe(counted[3]);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(seeds.length * NAMES.length);
});
