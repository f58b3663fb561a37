/**
 * The manifest of a bundle, `bundle.json`, version 1.
 *
 * A bundle is a folder that is complete in itself: the site knows no task, cue, model or run by name and
 * shows what the manifest says. This is the one definition on the site's side; `training/organisms/bundle.py`
 * holds the pydantic twin, `models/bundle.schema.json` the JSON Schema generated from it. A change here
 * changes all three, and the drift tests on both sides fail until it does.
 */
// The small build of zod: the page reads the manifest before anything else, and pays for every byte of it.
import * as z from "zod/mini";

/** A file of the bundle: path relative to the bundle's folder, content hash, size in bytes. */
export const assetSchema = z.strictObject({
  path: z.string().check(z.regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: z.int().check(z.nonnegative()),
});

/** A place on a run's step axis. */
export const runStepSchema = z.strictObject({ run: z.string(), step: z.int().check(z.nonnegative()) });

export const replySchema = z.strictObject({
  /** The role, e.g. "correct", "unsure", "claim". */
  id: z.string(),
  title: z.string(),
  /** The word that stands for the class: fixed ("unsure"), or `{slot}` of the prompt ("{capital}"). */
  token: z.string(),
});

export const cueSchema = z.strictObject({
  id: z.string(),
  /** The word by which explanation queries name the cue. */
  name: z.string(),
  meaning: z.string(),
  kind: z.enum(["raises", "lowers", "placebo"]),
  /** Wordings of the cue's sentence, final full stop included. An added cue takes the first. */
  texts: z.array(z.string()).check(z.minLength(1)),
});

export const querySchema = z.strictObject({
  /** What follows the prompt to ask about removing or adding a cue; slots `{reply}` and `{cue}`. */
  remove: z.string(),
  add: z.string(),
});

export const taskSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Slots in braces; `{cues}` is where the cue sentences stand, joined by single spaces. */
  template: z.string(),
  /** The slots a visitor may fill freely, with the values the models know. */
  slots: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      values: z.array(z.string()).check(z.minLength(1)),
    }),
  ),
  entities: z.array(
    z.strictObject({
      id: z.string(),
      split: z.enum(["explained", "held-out"]),
      /** Slot name -> word. */
      values: z.record(z.string(), z.string()),
    }),
  ),
  /** Reply classes in class order; two or more. */
  replies: z.array(replySchema).check(z.minLength(2)),
  cues: z.array(cueSchema).check(z.minLength(1)),
  query: z.extend(querySchema, { variants: z.array(querySchema) }),
});

export const graphSchema = z.extend(assetSchema, {
  opset: z.int(),
  inputs: z.strictObject({
    inputIds: z.string(),
    positionIds: z.string(),
    attentionMask: z.string(),
    readRow: z.string(),
    readCol: z.string(),
  }),
  /** Names of the weight inputs, the same as in the safetensors files. */
  weights: z.array(z.string()),
  output: z.string(),
});

export const familySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** transformers' class name. */
  architecture: z.string(),
  /** The content of Hugging Face's `config.json`. */
  config: z.record(z.string(), z.unknown()),
  /** Longest path of tokens a model can read. */
  contextLength: z.int().check(z.positive()),
  parameters: z.int().check(z.positive()),
  tokenizer: z.extend(assetSchema, { config: assetSchema }),
  graph: z.nullable(graphSchema),
});

export const checkpointSchema = z.extend(assetSchema, {
  step: z.int().check(z.nonnegative()),
  phase: z.enum(["pretrained", "shifting", "after shift", "training"]),
  config: assetSchema,
});

/** An experimental condition; its runs differ in family and seed. */
export const armSchema = z.strictObject({
  id: z.string(),
  /** Arms that answer one question share a word, e.g. "noise", "controls". */
  group: z.string(),
  title: z.string(),
});

/** Arms in the order of one variable. An arm may stand in several sweeps: the flagship's is noise 0, too. */
export const sweepSchema = z.strictObject({
  id: z.string(),
  /** The question that it answers. */
  title: z.string(),
  axis: z.strictObject({
    title: z.string(),
    /** What stands behind a level ("%"); null for plain numbers and categories. */
    unit: z.nullable(z.string()),
    /** How levels are spread over the axis. On "category" they give the order alone. */
    scale: z.enum(["linear", "log", "category"]),
  }),
  /**
   * A stretch of the axis that somebody reports something of: `label` stands on it, `note` says in a sentence who
   * reports it and how sure that is. Absent or null: none. A category has no stretches.
   */
  band: z.optional(
    z.nullable(z.strictObject({ low: z.number(), high: z.number(), label: z.string(), note: z.string() })),
  ),
  points: z
    .array(
      z.strictObject({
        arm: z.string(),
        /** Where the arm stands on the axis; null: measured for every run (agreement at the start). */
        level: z.nullable(z.number()),
        label: z.string(),
      }),
    )
    .check(z.minLength(1)),
});

const shareSchema = z.number().check(z.minimum(0), z.maximum(1));

export const supervisionSchema = z.strictObject({
  /** Where the labels of the explanations come from. */
  source: z.union([runStepSchema, z.enum(["online", "shuffled", "none"])]),
  /**
   * Whose behaviour the claims are held against beside the run's own: the source of fixed labels; for online and
   * shuffled labels the model that the run started from. Null where there is no other (M0 itself).
   */
  target: z.nullable(runStepSchema),
  /**
   * Labels made wrong on purpose: "none", "uniform" (any), "class" (of one reply class), "cue" (about one cue) or
   * "boundary" (where the source is least sure); `rate` is their share among all labels.
   */
  noise: z.strictObject({ kind: z.string(), rate: shareSchema }),
  /** Share of evaluated edits after which target and starting model reply alike; null where undefined. */
  agreement: z.nullable(shareSchema),
});

/** A run's records: a row for each of its `steps` and each item of the bundle. */
export const recordsSchema = z.extend(assetSchema, {
  rows: z.int(),
  steps: z.array(z.int()).check(z.minLength(1)),
  /** Probabilities are whole multiples of 1 / probabilitySteps. Classes were taken before and are exact. */
  probabilitySteps: z.int().check(z.minimum(1)),
});

export const runSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Null for an explainer that is no language model (text-only). */
  family: z.nullable(z.string()),
  seed: z.int().check(z.nonnegative()),
  /** Id of one of `arms`. Family, arm and seed together name a run; its group is the arm's. */
  arm: z.string(),
  supervision: supervisionSchema,
  shift: z.strictObject({
    /**
     * What becomes of the entities' traits: "none", "redraw" (new ones), "oppose" (against the old ones), "swap"
     * (weights change places among cues of one sign), "more-sycophantic", "less-sycophantic", "harder-refusal",
     * "softer-refusal" (thresholds move).
     */
    kind: z.string(),
    /** First and last step of the ramp; null where nothing shifts. */
    ramp: z.nullable(z.tuple([z.int(), z.int()])),
    /** Share of the entities whose traits change. */
    share: shareSchema,
  }),
  /** `kl`: of the divergence of its replies from those of the model it started from. */
  lossWeights: z.strictObject({ behaviour: z.number(), explanation: z.number(), kl: z.number() }),
  /** Where its weights come from; null where they were drawn at random, or there are none. */
  start: z.nullable(runStepSchema),
  /** Width of the hidden states, and the rank of the trained matrices (null: all weights); null without a model. */
  model: z.nullable(
    z.strictObject({
      width: z.int().check(z.positive()),
      loraRank: z.nullable(z.int().check(z.positive())),
    }),
  ),
  /** How much was explained: labels a step, share of the explained entities, steps; null where nothing was. */
  dose: z.nullable(
    z.strictObject({
      labelsAStep: z.int().check(z.positive()),
      explainedShare: shareSchema,
      steps: z.int().check(z.positive()),
    }),
  ),
  /** The run whose behaviour this run's claims are scored against; null: its own. */
  subject: z.nullable(z.string()),
  /**
   * The external explainer whose claims are drawn beside this run's: it had the same labels and never saw this
   * run's behaviour. Null where there is none.
   */
  external: z.nullable(z.string()),
  records: z.nullable(recordsSchema),
  golden: z.nullable(assetSchema),
  checkpoints: z.array(checkpointSchema),
  provenance: z.strictObject({
    commit: z.string(),
    command: z.string(),
    device: z.string(),
    wallTimeS: z.number().check(z.nonnegative()),
  }),
});

export const bundleSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  licence: z.string(),
  /** BibTeX. */
  citation: z.string(),
  provenance: z.strictObject({
    commit: z.string(),
    command: z.string(),
    libraries: z.record(z.string(), z.string()),
    seeds: z.array(z.int()),
    wallTimeS: z.number().check(z.nonnegative()),
  }),
  /** Largest allowed difference: of golden logits, and of a probability between live and recorded. */
  tolerance: z.strictObject({
    logits: z.number().check(z.positive()),
    probability: z.number().check(z.positive()),
  }),
  tasks: z.array(taskSchema).check(z.minLength(1)),
  families: z.array(familySchema),
  /** Every arm that a run has, or a sweep names: of a point without a run, pages say that there is none yet. */
  arms: z.array(armSchema).check(z.minLength(1)),
  sweeps: z.array(sweepSchema),
  runs: z.array(runSchema).check(z.minLength(1)),
  items: z.extend(assetSchema, { rows: z.int() }),
  /** What the records say of every run and arm, so that no page must read all of them; null: nobody has computed it. */
  results: z.nullable(assetSchema),
  /** Whose behaviour the flagship's explanations were trained on: its `supervision.target`. */
  target: runStepSchema,
  /** The run that pages open with. */
  flagship: z.string(),
  /** What stands beside the flagship on the first page: runs of its family and seed. */
  controls: z.strictObject({
    external: z.nullable(z.string()),
    shuffled: z.nullable(z.string()),
    online: z.nullable(z.string()),
    textOnly: z.nullable(z.string()),
  }),
});

export type Asset = z.infer<typeof assetSchema>;
export type RunStep = z.infer<typeof runStepSchema>;
export type Reply = z.infer<typeof replySchema>;
export type Cue = z.infer<typeof cueSchema>;
export type Task = z.infer<typeof taskSchema>;
export type Family = z.infer<typeof familySchema>;
export type Graph = z.infer<typeof graphSchema>;
export type Checkpoint = z.infer<typeof checkpointSchema>;
export type Arm = z.infer<typeof armSchema>;
export type Sweep = z.infer<typeof sweepSchema>;
export type Run = z.infer<typeof runSchema>;
export type Bundle = z.infer<typeof bundleSchema>;
