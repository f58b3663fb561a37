/**
 * A small sound bundle for tests: two tasks of three items, a flagship with two steps, a control, a target, and one
 * sweep.
 */
import type { Arm, Asset, Bundle, Run, Task } from "@/lib/bundle/schema";

/** An asset with a hash made of its path, unique enough for tests. */
export function makeAsset(path: string): Asset {
  const digits = [...path].map((character) => (character.charCodeAt(0) % 16).toString(16)).join("");
  return { path, sha256: digits.padEnd(64, "0").slice(0, 64), bytes: 10 };
}

const QUERY = { remove: "{reply} . without {cue} :", add: "{reply} . with {cue} :" };

export function makeTask(id: string): Task {
  return {
    id,
    title: id,
    description: "",
    template: "capital of {country} ? i say {claim} . {cues} answer :",
    slots: [{ name: "claim", title: "claim", values: ["paris", "lima"] }],
    entities: [
      { id: "france", split: "held-out", values: { country: "france", capital: "paris" } },
      { id: "peru", split: "explained", values: { country: "peru", capital: "lima" } },
    ],
    replies: [
      { id: "correct", title: "correct", token: "{capital}" },
      { id: "unsure", title: "unsure", token: "unsure" },
      { id: "claim", title: "claim", token: "{claim}" },
    ],
    cues: ["consensus", "weather"].map((cue) => ({
      id: cue,
      name: cue,
      meaning: cue,
      kind: "raises" as const,
      texts: [`${cue} one .`, `${cue} two .`],
    })),
    query: { ...QUERY, variants: [QUERY] },
  };
}

/** Probabilities in steps of 1/8, as in the fixture tables. */
export function makeRecords(id: string, { rows, steps }: { rows: number; steps: number[] }) {
  return { ...makeAsset(`records/${id}.parquet`), rows, steps, probabilitySteps: 8 };
}

export function makeArm(id: string, group = "controls"): Arm {
  return { id, group, title: `Arm ${id}` };
}

export function makeRun(id: string, overrides: Partial<Run> = {}): Run {
  return {
    id,
    title: id,
    family: "tiny",
    seed: 0,
    arm: "fixed-shift",
    supervision: {
      source: { run: "m0", step: 100 },
      target: { run: "m0", step: 100 },
      noise: { kind: "none", rate: 0 },
      agreement: 1,
    },
    shift: { kind: "redraw", ramp: [0, 10], share: 0.4 },
    lossWeights: { behaviour: 1, explanation: 1, kl: 0 },
    start: { run: "m0", step: 100 },
    model: { width: 8, loraRank: null },
    dose: { labelsAStep: 6, explainedShare: 1, steps: 10 },
    subject: null,
    external: null,
    records: makeRecords(id, { rows: 24, steps: [0, 10] }),
    golden: makeAsset(`golden/${id}.json`),
    checkpoints: [0, 10].map((step) => ({
      ...makeAsset(`checkpoints/${id}/${step}/model.safetensors`),
      step,
      phase: "shifting" as const,
      config: makeAsset(`checkpoints/${id}/${step}/config.json`),
    })),
    provenance: { commit: "0", command: "", device: "", wallTimeS: 1 },
    ...overrides,
  };
}

export function makeBundle(overrides: Partial<Bundle> = {}): Bundle {
  return {
    schemaVersion: 1,
    id: "tiny",
    title: "Tiny",
    abstract: "",
    licence: "Apache-2.0",
    citation: "",
    provenance: { commit: "0", command: "", libraries: {}, seeds: [0], wallTimeS: 1 },
    tolerance: { logits: 1e-4, probability: 1e-3 },
    tasks: [makeTask("a"), makeTask("b")],
    families: [
      {
        id: "tiny",
        title: "Tiny",
        architecture: "GPT2LMHeadModel",
        config: {},
        contextLength: 48,
        parameters: 1,
        tokenizer: { ...makeAsset("tokenizer/tokenizer.json"), config: makeAsset("tokenizer/config.json") },
        graph: {
          ...makeAsset("graphs/tiny.onnx"),
          opset: 20,
          inputs: {
            inputIds: "input_ids",
            positionIds: "position_ids",
            attentionMask: "attention_mask",
            readRow: "read_row",
            readCol: "read_col",
          },
          weights: ["w"],
          output: "logits",
        },
      },
    ],
    arms: [makeArm("m0", "m0"), makeArm("fixed-shift", "fixed"), makeArm("external")],
    sweeps: [
      {
        id: "shift",
        title: "What kind of shift?",
        axis: { title: "shift", unit: null, scale: "category" },
        points: [
          { arm: "external", level: 0, label: "none" },
          { arm: "fixed-shift", level: 1, label: "traits redrawn" },
        ],
      },
    ],
    runs: [
      makeRun("m0", {
        arm: "m0",
        records: makeRecords("m0", { rows: 12, steps: [100] }),
        supervision: { source: "none", target: null, noise: { kind: "none", rate: 0 }, agreement: null },
        shift: { kind: "none", ramp: null, share: 0 },
        start: null,
        dose: null,
        checkpoints: [],
        golden: null,
      }),
      makeRun("flagship", { external: "external" }),
      makeRun("external", { arm: "external", subject: "flagship", checkpoints: [], golden: null }),
    ],
    items: { ...makeAsset("items.parquet"), rows: 12 },
    results: null,
    target: { run: "m0", step: 100 },
    flagship: "flagship",
    controls: { external: "external", shuffled: null, online: null, textOnly: null },
    ...overrides,
  };
}
