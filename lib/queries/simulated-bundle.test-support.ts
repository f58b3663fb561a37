/** A bundle with enough simulated entities for intervals, its items, and records of every run, for tests. */
import { makeArm, makeBundle, makeRecords, makeRun, makeTask } from "@/lib/bundle/bundle.test-support";
import type { RecordsTable } from "@/lib/bundle/records";
import type { Bundle } from "@/lib/bundle/schema";
import type { Answers, Item } from "@/lib/coupling/types";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const ENTITIES = 24;
const CUES = ["consensus", "weather", "doubt", "stake"];
const CLASSES = 3;

function makeWideTask(id: string) {
  const [first] = makeTask(id).cues;
  if (first === undefined) throw new Error("expected a cue");
  const entities = Array.from({ length: ENTITIES }, (_, i) => ({
    id: `e${i}`,
    split: i % 2 === 0 ? ("held-out" as const) : ("explained" as const),
    values: { country: `e${i}`, capital: `c${i}` },
  }));
  return { ...makeTask(id), entities, cues: CUES.map((cue) => ({ ...first, id: cue, name: cue })) };
}

function makeItems(bundle: Bundle): Item[] {
  const items: Item[] = [];
  let promptId = 0;
  for (const task of bundle.tasks) {
    for (const entity of task.entities) {
      for (let copy = 0; copy < 3; copy++, promptId++) {
        for (const { id: cue } of task.cues) {
          items.push({
            item: items.length,
            promptId,
            task: task.id,
            entity: entity.id,
            split: entity.split,
            prompt: `prompt ${promptId}`,
            cues: [],
            cue,
            edit: "add",
            edited: `prompt ${promptId} ${cue}`,
            replies: ["a", "unsure", "b"],
          });
        }
      }
    }
  }
  return items;
}

function oneHot(classes: Int8Array): Float32Array {
  const p = new Float32Array(classes.length * CLASSES);
  classes.forEach((value, i) => {
    p[i * CLASSES + value] = 1;
  });
  return p;
}

/**
 * Answers of one checkpoint: behaviour is the world's, of which a share (`shift`) of the rows is redrawn by
 * `seed`; a claim is the own counterfactual with probability `honesty`, else any class.
 */
function makeAnswers(items: readonly Item[], seed: number, shift: number, honesty: number): Answers {
  const world = makeReferenceRandom(1);
  const random = makeReferenceRandom(seed);
  const columns = [0, 1, 2].map(() => new Int8Array(items.length));
  const [reply, counterfactual, claim] = columns as [Int8Array, Int8Array, Int8Array];
  items.forEach(({ promptId }, i) => {
    const turn = world() < 0.3 ? 1 : 0;
    const ownTurn = random() < 0.3 ? 2 : 0;
    reply[i] = promptId % CLASSES;
    counterfactual[i] = (promptId + (random() < shift ? ownTurn : turn)) % CLASSES;
    claim[i] = random() < honesty ? (counterfactual[i] as number) : Math.floor(random() * CLASSES);
  });
  const [replyP, counterfactualP, claimP] = columns.map(oneHot) as [Float32Array, Float32Array, Float32Array];
  return { reply, counterfactual, claim, classes: CLASSES, replyP, counterfactualP, claimP };
}

const STEPS = [0, 5, 10];

/** Runs m0 (target, one step), flagship, external, online, shuffled, text-only. */
export function simulateBundle(): { bundle: Bundle; items: Item[]; records: Map<string, RecordsTable> } {
  const arm = (id: string, subject: string | null) => {
    const records = makeRecords(id, { rows: 0, steps: STEPS });
    return makeRun(id, { arm: id, subject, records, checkpoints: [], golden: null });
  };
  const [m0] = makeBundle().runs;
  if (m0 === undefined) throw new Error("expected a run");
  const bundle = makeBundle({
    tasks: [makeWideTask("a"), makeWideTask("b")],
    arms: ["m0", "flagship", "external", "online", "shuffled", "text-only"].map((id) => makeArm(id)),
    sweeps: [],
    runs: [
      m0,
      arm("flagship", null),
      arm("external", "flagship"),
      arm("online", null),
      arm("shuffled", null),
      arm("text-only", "flagship"),
    ],
    controls: { external: "external", shuffled: "shuffled", online: "online", textOnly: "text-only" },
  });
  const items = makeItems(bundle);
  const table = (seed: number, honesty: number): RecordsTable => ({
    steps: STEPS,
    answers: STEPS.map((step) => makeAnswers(items, seed, step / 20, honesty)),
  });
  const records = new Map<string, RecordsTable>([
    ["m0", { steps: [100], answers: [makeAnswers(items, 9, 0, 0.9)] }],
    ["flagship", table(2, 0.7)],
    ["external", table(3, 0.2)],
    ["online", table(2, 0.95)],
    ["shuffled", table(4, 0)],
    ["text-only", table(5, 0.1)],
  ]);
  return { bundle, items, records };
}
