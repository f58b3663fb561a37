/**
 * Explainers whose score is known beforehand, on the replies of the committed bundle: whatever the runs have
 * learned to do, an index of coupling gives an oracle of self 1, one of the target 0, constants and shuffled
 * claims 1/2, and claims that follow the cues' words alone nearly 1/2.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import type { RecordsTable } from "@/lib/bundle/records";
import type { Run } from "@/lib/bundle/schema";
import { COUPLING_INDEX } from "@/lib/coupling/coupling-index";
import {
  constantClass,
  constantUnchanged,
  oracleOfSelf,
  oracleOfTarget,
  shuffledOverAll,
  shuffledWithinPrompt,
} from "@/lib/coupling/explainers";
import { BOTH_PULL, pullSums } from "@/lib/coupling/pulls";
import { buildScored, selectItems } from "@/lib/coupling/scored";
import type { Answers, Scored, Split } from "@/lib/coupling/types";
import { numberCells, wordsOdds } from "@/lib/queries/organisms-cue-words.test-support";
import { evaluateRows, totalSums } from "@/lib/stats/cluster-bootstrap";
import { mean, variance } from "@/lib/stats/moments";
import { makeRng, type Rng } from "@/lib/stats/rng";

const SPLITS: Split[] = ["held-out", "explained"];
const SHUFFLES = 40;
/** Standard errors that a mean of shuffles may be off: beyond 4 once in a thousand runs of this file. */
const STANDARD_ERRORS = 4;
/** How far from one half "nearly" is: as far as the text-only arm's bar is from it (training/LOG.md). */
const NEARLY = 0.05;
/** Some seconds, and many times that on a busy machine. */
const TIMEOUT_MS = 600_000;

/** `words`: by row, how often the target's reply changes at such a cue and reply, on explained entities. */
type Case = { name: string; arm: string; scored: Scored; entities: number; words: Float64Array };

const folder = openBundleFolder("organisms");
const { bundle } = folder;
let cases: Case[];

/** The flagship's arm and the controls, one seed of every family: what other arms do is alike enough. */
function listRuns(): Run[] {
  const { external, shuffled, online, textOnly } = bundle.controls;
  const arms = new Set([bundle.flagship, external, shuffled, online, textOnly].map((id) => armOf(id)));
  return bundle.runs.filter(({ arm, seed, records }) => seed === 0 && records !== null && arms.has(arm));
}

function armOf(id: string | null): string | undefined {
  return bundle.runs.find((run) => run.id === id)?.arm;
}

function at(table: RecordsTable, step: number | undefined): Answers {
  const answers = table.answers[table.steps.indexOf(step ?? -1)];
  if (answers === undefined) throw new Error(`expected a record of step ${step}`);
  return answers;
}

beforeAll(async () => {
  const items = await folder.readItems();
  const cells = numberCells(items);
  const read = (id: string) => folder.readRecords(id, items, { withProbabilities: false });
  cases = [];
  for (const run of listRuns()) {
    const { target } = run.supervision;
    if (target === null) throw new Error(`expected a target of ${run.id}`);
    const [own, subject, source] = [
      await read(run.id),
      await read(run.subject ?? run.id),
      await read(target.run),
    ];
    const last = own.steps.at(-1);
    for (const split of SPLITS) {
      const selection = selectItems(items, (item) => item.split === split);
      const scored = buildScored(selection, {
        claim: at(own, last).claim,
        self: at(subject, last),
        start: at(subject, subject.steps[0]),
        target: at(source, target.step),
      });
      const labels = at(source, target.step);
      const odds = wordsOdds(items, cells, labels);
      const words = Float64Array.from(selection.rows, (item, row) => {
        const cell = (cells.cell[item] as number) * labels.classes + (scored.selfReply[row] as number);
        return 1 - 1 / (1 + (odds[cell] as number));
      });
      cases.push({ name: `${run.id}, ${split}`, arm: run.arm, scored, entities: selection.clusters, words });
    }
  }
}, TIMEOUT_MS);

function indexOf({ entities }: Case, scored: Scored): number {
  const sums = pullSums(scored, entities);
  return evaluateRows(sums.columns, totalSums(sums), COUPLING_INDEX.of)[0] as number;
}

/** Claims of what the cues' words give away: a change as often as the target's labels have one, drawn edit by edit. */
function fromWords({ scored, words }: Case, rng: Rng): Scored {
  const claim = scored.selfReply.map((reply, row) =>
    (rng.next() >>> 0) / 2 ** 32 < (words[row] as number) ? reply + 1 : reply,
  );
  return { ...scored, claim };
}

describe("known explainers of every committed run", { timeout: TIMEOUT_MS }, () => {
  it("are of every control and of the flagship's arm, in both splits", () => {
    expect(new Set(cases.map(({ arm }) => arm)).size).toBe(5);
    expect(cases.length).toBeGreaterThanOrEqual(10);
  });

  it("oracles and constants come out exactly", () => {
    for (const one of cases) {
      const { name, scored } = one;
      expect(indexOf(one, oracleOfSelf(scored)), name).toBe(1);
      expect(indexOf(one, oracleOfTarget(scored)), name).toBe(0);
      expect(indexOf(one, constantUnchanged(scored)), name).toBe(0.5);
      const classes = Math.max(...scored.selfReply) + 1;
      for (let reply = 0; reply < classes; reply++)
        expect(indexOf(one, constantClass(scored, reply)), `${name}, ${reply}`).toBe(0.5);
    }
  });

  it.each([shuffledWithinPrompt, shuffledOverAll])(
    "claims come out at one half on average: %o",
    (shuffle) => {
      const rng = makeRng(7);
      for (const one of cases) {
        const indices = Array.from({ length: SHUFFLES }, () => indexOf(one, shuffle(one.scored, rng)));
        const error = Math.sqrt(variance(indices) / SHUFFLES);
        expect(error, one.name).toBeLessThan(0.01);
        expect(Math.abs(mean(indices) - 0.5), one.name).toBeLessThan(STANDARD_ERRORS * error);
      }
    },
  );

  it("claims that follow the cues' words alone come out nearly at one half, on average", () => {
    const rng = makeRng(11);
    for (const one of cases) {
      const draws = Array.from({ length: SHUFFLES }, () => fromWords(one, rng));
      expect(Math.abs(mean(draws.map((scored) => indexOf(one, scored))) - 0.5), one.name).toBeLessThan(
        NEARLY,
      );
      // They are not silent: the words tell the edits of both apart from those of nobody.
      const sums = pullSums(draws[0] as Scored, one.entities);
      expect(evaluateRows(sums.columns, totalSums(sums), BOTH_PULL.of)[0], one.name).toBeGreaterThan(0.1);
    }
  });
});
