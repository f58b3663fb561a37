/**
 * Reads `bundle.json`: first its form (the schema), then what a form cannot say: that every name leads
 * somewhere. All problems are found at once, each in one sentence, for whoever exports a bundle.
 */

import type * as z from "zod/v4/core";
import en from "zod/v4/locales/en.js";
import { type Asset, type Bundle, bundleSchema, type Run, type Task } from "@/lib/bundle/schema";
import { CodedError } from "@/lib/errors";

/** How many problems an error's message lists; the rest is counted. */
const LISTED_PROBLEMS = 5;

function repeated(values: readonly (string | number)[]): (string | number)[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
}

function isAscending(steps: readonly number[]): boolean {
  return steps.every((step, i) => i === 0 || step > (steps[i - 1] as number));
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

function checkRun(run: Run, bundle: Bundle): string[] {
  const name = `Run ${run.id}`;
  const known = new Set(bundle.runs.map(({ id }) => id));
  const problems: string[] = [];
  const family = bundle.families.find(({ id }) => id === run.family);
  if (run.family !== null && family === undefined)
    problems.push(`${name}: there is no family ${run.family}.`);
  if (run.subject !== null && !known.has(run.subject))
    problems.push(`${name}: there is no subject ${run.subject}.`);
  const { source } = run.supervision;
  if (typeof source === "object" && !known.has(source.run))
    problems.push(`${name}: there is no source ${source.run}.`);
  const { ramp } = run.shift;
  if (ramp !== null && ramp[1] < ramp[0]) problems.push(`${name}: the shift's ramp ends before it begins.`);
  if (run.records !== null && !isAscending(run.records.steps)) {
    problems.push(`${name}: the steps of its records are not in ascending order.`);
  }
  if (!isAscending(run.checkpoints.map(({ step }) => step))) {
    problems.push(`${name}: its checkpoints are not in ascending order of steps.`);
  }
  if (run.checkpoints.length > 0) {
    if (family === undefined) problems.push(`${name}: it has checkpoints and no family to run them with.`);
    else if (family.graph !== null && run.golden === null) {
      problems.push(`${name}: it has checkpoints to run and no golden logits to check them by.`);
    }
  }
  return problems;
}

function checkReferences(bundle: Bundle): string[] {
  const problems: string[] = [];
  const find = (id: string) => bundle.runs.find((run) => run.id === id);
  const target = find(bundle.target.run);
  if (target === undefined) problems.push(`The target's run ${bundle.target.run} does not exist.`);
  else if (target.records !== null && !target.records.steps.includes(bundle.target.step)) {
    problems.push(`The target's step ${bundle.target.step} is not among the records of ${target.id}.`);
  }
  if (find(bundle.flagship) === undefined) problems.push(`The flagship ${bundle.flagship} does not exist.`);
  for (const [control, id] of Object.entries(bundle.controls)) {
    if (id !== null && find(id) === undefined)
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
  return [bundle.items, ...ofFamilies, ...ofRuns].filter((asset) => asset !== null);
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
    ...bundle.tasks.flatMap(checkTask),
    ...bundle.runs.flatMap((run) => checkRun(run, bundle)),
    ...checkReferences(bundle),
    ...checkAssets(bundle),
  ];
}

/** The small build of zod comes without words for what is wrong. */
const messageOf = en().localeError;

function describeIssue(issue: z.$ZodIssue): string {
  const place = issue.path.map(String).join(".") || "the manifest";
  return `${place}: ${issue.message}.`;
}

/**
 * The manifest in `json` (parsed JSON). Throws CodedError "bundle-invalid" that lists the first problems and
 * counts all of them (details: problems).
 */
export function parseManifest(json: unknown): Bundle {
  const parsed = bundleSchema.safeParse(json, { error: messageOf });
  const problems = parsed.success ? checkBundle(parsed.data) : parsed.error.issues.map(describeIssue);
  if (parsed.success && problems.length === 0) return parsed.data;
  const listed = problems.slice(0, LISTED_PROBLEMS).join(" ");
  const more = problems.length > LISTED_PROBLEMS ? ` And ${problems.length - LISTED_PROBLEMS} more.` : "";
  throw new CodedError("bundle-invalid", `parseManifest: expected a valid bundle, got: ${listed}${more}`, {
    problems: problems.length,
  });
}
