/**
 * Reads `bundle.json`: first its form (the schema), then what a form cannot say: that every name leads
 * somewhere.
 */

import { checkRuns, repeated } from "@/lib/bundle/check-runs";
import { readChecked } from "@/lib/bundle/read-checked";
import { findRun } from "@/lib/bundle/runs";
import { type Asset, type Bundle, bundleSchema, type Task } from "@/lib/bundle/schema";
import { CodedError } from "@/lib/errors";

function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
}

function checkUnique(what: string, values: readonly (string | number)[]): string[] {
  return repeated(values).map((value) => `${what} ${value} is listed twice.`);
}

function checkTask(task: Task): string[] {
  const name = `Task ${task.id}`;
  const free = new Set(task.slots.map((slot) => slot.name));
  const problems = [
    ...checkUnique(
      `${name}: entity`,
      task.entities.map(({ id }) => id),
    ),
    ...checkUnique(
      `${name}: cue`,
      task.cues.map(({ id }) => id),
    ),
    ...checkUnique(
      `${name}: reply`,
      task.replies.map(({ id }) => id),
    ),
  ];
  const templateSlots = slotsIn(task.template);
  if (templateSlots.filter((slot) => slot === "cues").length !== 1) {
    problems.push(`${name}: the template must hold {cues} exactly once.`);
  }
  const needed = [...templateSlots, ...task.replies.flatMap((reply) => slotsIn(reply.token))];
  for (const slot of new Set(needed)) {
    if (slot === "cues" || free.has(slot)) continue;
    const without = task.entities.find((entity) => entity.values[slot] === undefined);
    if (without !== undefined) problems.push(`${name}: entity ${without.id} has no value for {${slot}}.`);
  }
  for (const query of [task.query, ...task.query.variants]) {
    for (const text of [query.remove, query.add]) {
      const slots = slotsIn(text).sort().join(",");
      if (slots !== "cue,reply")
        problems.push(`${name}: the query "${text}" must hold {reply} and {cue} once each.`);
    }
  }
  return problems;
}

function checkReferences(bundle: Bundle): string[] {
  const problems: string[] = [];
  const { target } = bundle;
  const flagship = findRun(bundle, bundle.flagship);
  if (flagship === undefined) problems.push(`The flagship ${bundle.flagship} does not exist.`);
  else {
    const own = flagship.supervision.target;
    if (own?.run !== target.run || own.step !== target.step) {
      problems.push(`The target is ${target.run} at step ${target.step}, which is not the flagship's.`);
    }
    if (flagship.records === null) problems.push(`The flagship ${flagship.id} has no records.`);
  }
  for (const [control, id] of Object.entries(bundle.controls)) {
    if (id !== null && findRun(bundle, id) === undefined)
      problems.push(`The control ${control}, ${id}, does not exist.`);
  }
  return problems;
}

/** Every file the manifest names. */
function listAssets(bundle: Bundle): Asset[] {
  const ofFamilies = bundle.families.flatMap(({ tokenizer, graph }) => [tokenizer, tokenizer.config, graph]);
  const ofRuns = bundle.runs.flatMap(({ records, golden, checkpoints }) => [
    records,
    golden,
    ...checkpoints.flatMap((checkpoint) => [checkpoint, checkpoint.config]),
  ]);
  return [bundle.items, bundle.results, ...ofFamilies, ...ofRuns].filter((asset) => asset !== null);
}

function checkAssets(bundle: Bundle): string[] {
  const hashes = new Map<string, string>();
  const problems = new Set<string>();
  for (const { path, sha256 } of listAssets(bundle)) {
    if (hashes.has(path) && hashes.get(path) !== sha256)
      problems.add(`File ${path} is named with two hashes.`);
    hashes.set(path, sha256);
  }
  return [...problems];
}

/** What is wrong with a manifest of the right form, one sentence each; nothing where it is sound. */
export function checkBundle(bundle: Bundle): string[] {
  return [
    ...checkUnique(
      "Task",
      bundle.tasks.map(({ id }) => id),
    ),
    ...checkUnique(
      "Family",
      bundle.families.map(({ id }) => id),
    ),
    ...checkUnique(
      "Run",
      bundle.runs.map(({ id }) => id),
    ),
    ...checkUnique(
      "Arm",
      bundle.arms.map(({ id }) => id),
    ),
    ...checkUnique(
      "Sweep",
      bundle.sweeps.map(({ id }) => id),
    ),
    ...bundle.tasks.flatMap(checkTask),
    ...checkRuns(bundle),
    ...checkReferences(bundle),
    ...checkAssets(bundle),
  ];
}

/**
 * The manifest in `json` (parsed JSON). Throws CodedError "bundle-invalid" that lists the first problems and
 * counts all of them (details: problems).
 */
export function parseManifest(json: unknown): Bundle {
  const read = readChecked(bundleSchema, json, "the manifest", checkBundle);
  if (read.value !== null) return read.value;
  const message = `parseManifest: expected a valid bundle, got: ${read.problems}`;
  throw new CodedError("bundle-invalid", message, { problems: read.count });
}
