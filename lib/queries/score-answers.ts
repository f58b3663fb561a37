/** The answers a score is computed from, out of the records of the runs that it names. Pure. */
import type { RecordsTable } from "@/lib/bundle/records";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import type { ItemAnswers } from "@/lib/coupling/item-filter";
import type { Answers, KnownClaims } from "@/lib/coupling/types";
import { nameConstants } from "@/lib/queries/constants";
import type { BehaviourSpec, ClaimsOf, ScoreSpec } from "@/lib/queries/types";

/** Why a run has no records: the bundle has none, or those it has could not be read this time. */
export type NoRecords = { reason: string; isUnread: boolean };

export type LoadedRecords = ReadonlyMap<string, RecordsTable | NoRecords>;

const NOT_IN_BUNDLE: NoRecords = { reason: "it has no records", isUnread: false };

/** The runs that a score reads. */
export function runsOf({ self, target, claims }: BehaviourSpec & { claims?: ClaimsOf }): string[] {
  const runs = [self.run, target.run, ...(claims?.kind === "run" ? [claims.run] : [])];
  return [...new Set(runs)];
}

/** Whether the records of one of the runs could not be read, so that asking again may help. */
export function lacksUnread(records: LoadedRecords, spec: BehaviourSpec & { claims?: ClaimsOf }): boolean {
  return runsOf(spec).some((run) => {
    const table = records.get(run) ?? NOT_IN_BUNDLE;
    return "reason" in table && table.isUnread;
  });
}

/** What a run does and says at a step; why that is not known completes "n/a: ". */
export function answersAt(records: LoadedRecords, { run, step }: RunStep): Answers | string {
  const table = records.get(run) ?? NOT_IN_BUNDLE;
  if ("reason" in table) return `${run}: ${table.reason}`;
  return table.answers[table.steps.indexOf(step)] ?? `${run} has no recorded step ${step}`;
}

/** What a run did before anything was done to it: at its first recorded step. */
function startOf(records: LoadedRecords, run: string): Answers | string {
  const table = records.get(run) ?? NOT_IN_BUNDLE;
  const [step] = "reason" in table ? [] : table.steps;
  return answersAt(records, { run, step: step ?? 0 });
}

/** The column of claims: a run's, or one that oracles and constants make of what self and target do. */
function claimsOf(
  bundle: Bundle,
  records: LoadedRecords,
  claims: ClaimsOf,
  { self, target }: { self: Answers; target: Answers },
): Int8Array | string {
  if (claims.kind === "oracle-self") return self.counterfactual;
  if (claims.kind === "oracle-target") return target.counterfactual;
  if (claims.kind === "run") {
    const answers = answersAt(records, claims);
    return typeof answers === "string" ? answers : answers.claim;
  }
  const constant = nameConstants(bundle).find(({ id }) => id === claims.id);
  if (constant === undefined) return `there is no constant explainer ${claims.id}`;
  return constant.reply === null ? self.reply : new Int8Array(self.reply.length).fill(constant.reply);
}

/** What kind of rule the claims follow; undefined where a model makes them. */
export function knownClaims(bundle: Bundle, claims: ClaimsOf): KnownClaims | undefined {
  if (claims.kind === "run") return undefined;
  if (claims.kind === "oracle-self") return "self";
  if (claims.kind === "oracle-target") return "target";
  const constant = nameConstants(bundle).find(({ id }) => id === claims.id);
  return constant && (constant.reply === null ? "unchanged" : "class");
}

/** Everything that a score reads, as columns over all items; why it cannot be had completes "n/a: ". */
export function itemAnswers(
  bundle: Bundle,
  records: LoadedRecords,
  spec: Omit<ScoreSpec, "id">,
): ItemAnswers | string {
  const self = answersAt(records, spec.self);
  if (typeof self === "string") return self;
  const target = answersAt(records, spec.target);
  if (typeof target === "string") return target;
  const start = startOf(records, spec.self.run);
  if (typeof start === "string") return start;
  const claim = claimsOf(bundle, records, spec.claims, { self, target });
  if (typeof claim === "string") return claim;
  return {
    claim,
    selfReply: self.reply,
    selfCounterfactual: self.counterfactual,
    startReply: start.reply,
    targetReply: target.reply,
    targetCounterfactual: target.counterfactual,
  };
}
