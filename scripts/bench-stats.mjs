/**
 * Times the statistics of the coupling plane and of a whole summary on one core in Node: 10,000 items, 12
 * checkpoints, 2,000 bootstrap draws of the entities. Beside them, in turn on the same draws, a naive bootstrap
 * that collects the rows of every drawn entity and counts again; its values must be the same. Prints, asserts
 * nothing about time.
 *
 *   npm run bench:stats [-- ROUNDS]
 */
import { resolve } from "node:path";
import { createViteServer } from "vitest/node";

const ITEMS = 10_000;
const CHECKPOINTS = 12;
const DRAWS = 2000;
/** Of the naive way, which takes seconds a checkpoint. */
const NAIVE_DRAWS = 40;
const ROWS_AN_ENTITY = 36;
const SAME = 1e-12;
const PLANE = /** @type {const} */ (["selfPull", "targetPull", "bothPull", "couplingIndex"]);
const OPTIONS = { level: 0.95, unit: "entities" };

const rounds = Number(process.argv[2] ?? 5);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench-stats: expected a number of rounds, got ${process.argv[2]}`);
  process.exit(1);
}

const root = resolve(import.meta.dirname, "..");
const vite = await createViteServer({
  root,
  configFile: false,
  logLevel: "error",
  appType: "custom",
  resolve: { alias: { "@": root } },
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});

/** @param {string} path */
const load = (path) => vite.ssrLoadModule(path);
const { makeRng } = await load("/lib/stats/rng.ts");
const { drawResamples, evaluateRows } = await load("/lib/stats/cluster-bootstrap.ts");
const { shuffledWithinPrompt } = await load("/lib/coupling/explainers.ts");
const { estimateOf } = await load("/lib/coupling/definition.ts");
const { STATISTICS, summarise, tabulateStatistics } = await load("/lib/coupling/summary.ts");
const { makeKinds, simulateStudy } = await load("/lib/coupling/heterogeneous.test-support.ts");

/** @typedef {{ cluster: Int32Array, prompt: Int32Array } & Record<"claim" | "selfReply" | "selfCounterfactual" | "targetReply" | "targetCounterfactual", Int8Array>} Columns */
/** @typedef {{ clusters: number, draws: number, picks: Uint32Array }} Resamples */

const rng = makeRng(1);
const entities = Math.round(ITEMS / ROWS_AN_ENTITY);
/** @type {Columns} */
const study = simulateStudy(makeKinds(), entities, rng);
/** @type {Columns[]} */
const path = Array.from({ length: CHECKPOINTS }, () => shuffledWithinPrompt(study, rng));
/** @type {Resamples} */
const resamples = drawResamples(entities, DRAWS, rng);
/** @type {number[][][]} rows of each prompt of each entity */
const promptsOf = Array.from({ length: entities }, () => []);
study.prompt.forEach((prompt, row) => {
  const prompts = promptsOf[study.cluster[row] ?? 0] ?? [];
  if (row === 0 || study.prompt[row - 1] !== prompt) prompts.push([]);
  prompts.at(-1)?.push(row);
});

/**
 * The three pulls and K of one draw, from its rows.
 * @param {Columns} scored
 * @param {Uint32Array} picks
 */
function countAgain(scored, picks) {
  const excess = [0, 0, 0, 0];
  const edits = [0, 0, 0, 0];
  for (const rows of [...picks].flatMap((entity) => promptsOf[entity] ?? [])) {
    if (rows.some((row) => scored.selfReply[row] !== scored.targetReply[row])) continue;
    const read = rows.map((row) => {
      const self = scored.selfCounterfactual[row] !== scored.selfReply[row];
      const target = scored.targetCounterfactual[row] !== scored.targetReply[row];
      const kind = self ? (target ? 2 : 0) : target ? 1 : 3;
      return { kind, claimed: scored.claim[row] !== scored.selfReply[row] ? 1 : 0 };
    });
    const neither = read.filter(({ kind }) => kind === 3);
    if (neither.length === 0) continue;
    const base = neither.reduce((sum, { claimed }) => sum + claimed, 0) / neither.length;
    for (const { kind, claimed } of read) {
      excess[kind] = (excess[kind] ?? 0) + claimed - base;
      edits[kind] = (edits[kind] ?? 0) + 1;
    }
  }
  const [self = Number.NaN, target = Number.NaN, both = Number.NaN] = excess.map(
    (sum, kind) => sum / (edits[kind] ?? 0),
  );
  return [self, target, both, 0.5 + (self - target) / 2];
}

/**
 * Milliseconds of processor time of a call, and what it gave: what it takes on one core of its own, however
 * busy this machine is. @template T @param {() => T} run
 */
function time(run) {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, result };
}

/** @param {number[]} values */
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `${middle.toFixed(0)} (min ${sorted[0]?.toFixed(0)}, max ${sorted.at(-1)?.toFixed(0)})`;
}

/** @type {Record<"draws" | "plane" | "naive" | "summary" | "ratio", number[]>} */
const times = { draws: [], plane: [], naive: [], summary: [], ratio: [] };
let largest = 0;
for (let round = 0; round < rounds; round++) {
  const drawing = time(() => drawResamples(entities, DRAWS, makeRng(round)));
  const plane = time(() =>
    path.map((scored) => {
      const tables = tabulateStatistics(PLANE, scored, resamples);
      for (const name of PLANE) estimateOf(tables, STATISTICS[name], OPTIONS);
      return tables;
    }),
  );
  const naive = time(() =>
    path.map((scored) =>
      Array.from({ length: NAIVE_DRAWS }, (_, draw) =>
        countAgain(scored, resamples.picks.subarray(draw * entities, (draw + 1) * entities)),
      ),
    ),
  );
  const summaries = time(() => path.map((scored) => summarise(scored, resamples, OPTIONS)));
  naive.result.forEach((draws, checkpoint) => {
    const { sums, resampled } = plane.result[checkpoint] ?? {};
    PLANE.forEach((name, i) => {
      const ours = evaluateRows(sums.columns, resampled, STATISTICS[name].of);
      draws.forEach((values, draw) => {
        largest = Math.max(largest, Math.abs((values[i] ?? Number.NaN) - ours[draw]));
      });
    });
  });
  const wholeNaive = (naive.ms * DRAWS) / NAIVE_DRAWS;
  times.draws.push(drawing.ms);
  times.plane.push(plane.ms);
  times.naive.push(wholeNaive);
  times.summary.push(summaries.ms);
  times.ratio.push(wholeNaive / plane.ms);
}
await vite.close();

if (!(largest < SAME)) {
  console.error(`bench-stats: expected the naive way's values, got others by up to ${largest}`);
  process.exitCode = 1;
}
console.log(
  `${study.claim.length} items of ${entities} entities, ${CHECKPOINTS} checkpoints, ${DRAWS} draws; ms of processor time, median of ${rounds} (range)`,
);
console.log(`  draws of the entities, once          ${spread(times.draws)}`);
console.log(`  the plane: three pulls and K         ${spread(times.plane)}`);
console.log(`  naive, ${NAIVE_DRAWS} draws scaled to ${DRAWS}        ${spread(times.naive)}`);
console.log(`  naive / plane, round by round        ${spread(times.ratio)}`);
console.log(`  whole summaries, ${Object.keys(STATISTICS).length} statistics       ${spread(times.summary)}`);
