/** The manifest of the built site, so that no journey names a step, a prompt or a file of a certain bundle. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Bundle, Run, Task } from "@/lib/bundle/schema";

const MANIFEST = resolve(import.meta.dirname, "../../out/models/organisms/bundle.json");

export const bundle: Bundle = JSON.parse(readFileSync(MANIFEST, "utf8"));

function expectOne<T>(what: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`e2e: expected ${what} in the built bundle, got none`);
  return value;
}

export const flagship: Run = expectOne(
  "the flagship's run",
  bundle.runs.find(({ id }) => id === bundle.flagship),
);

/** Every step that the page offers, ascending. */
export const steps: number[] = [
  ...new Set([...(flagship.records?.steps ?? []), ...flagship.checkpoints.map(({ step }) => step)]),
].sort((a, b) => a - b);

export const lastStep = expectOne("a step of the flagship", steps.at(-1));

/** What `probe/` opens with, and another one. */
export const firstTask: Task = expectOne("a task", bundle.tasks[0]);
export const secondTask: Task = expectOne("a second task", bundle.tasks[1]);

/** A checkpoint of the flagship alone, whose file no other run shares. */
export const ownCheckpoint = expectOne("a checkpoint of the flagship", flagship.checkpoints.at(-1));

/** `1,200`, as the page writes counts. */
export function formatCount(n: number): string {
  return n.toLocaleString("en-GB");
}
