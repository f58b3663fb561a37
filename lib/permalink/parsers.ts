/**
 * One parser for every URL parameter: what a link may say, and how it says it. `parse(serialize(x))` is x for
 * every value, and null means that the text is no such value; whether a bundle has what is named is decided
 * where a view is read (`probe-view.ts`).
 */
import { createParser, parseAsStringLiteral } from "nuqs/server";
import type { RunStep } from "@/lib/bundle/schema";
import type { WordedCue } from "@/lib/coupling/prompt";

/**
 * More than anyone means as a prompt of these models, for what is typed must not be lost before it is read that
 * it is too long; and less than the 8 KB that servers commonly allow for an address.
 */
export const MAX_PROMPT_CHARACTERS = 6000;
const MAX_ID_CHARACTERS = 200;
const MAX_WHOLE_NUMBER = 2 ** 31 - 1;

/** What a visitor may ask to run on; "auto" is the site's own order. */
export const BACKENDS = ["auto", "webgpu", "wasm-threads", "wasm"] as const;
export type BackendParameter = (typeof BACKENDS)[number];

/** Text within a list: the list's own marks are escaped, everything else stays readable. */
function escapePart(part: string): string {
  return part.replace(/[%,:~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescapePart(part: string): string {
  return part.replace(/%([0-9A-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function isId(text: string): boolean {
  return text.length > 0 && text.length <= MAX_ID_CHARACTERS;
}

/** An id of the bundle: a task, an entity, a run. */
export const idParser = createParser<string>({
  parse: (text) => (isId(text) ? text : null),
  serialize: (id) => id,
});

/** A whole number from 0: a step, a seed. */
export const wholeNumberParser = createParser<number>({
  parse: (text) => (/^(0|[1-9]\d*)$/.test(text) && Number(text) <= MAX_WHOLE_NUMBER ? Number(text) : null),
  serialize: String,
});

/** Which checkpoints of a run: all as a path, the last, or the one at a step. */
export const stepsShownParser = createParser<"path" | "last" | number>({
  parse: (text) => (text === "path" || text === "last" ? text : wholeNumberParser.parse(text)),
  serialize: String,
});

/** A switch: "1" or "0". */
export const switchParser = createParser<boolean>({
  parse: (text) => (text === "1" ? true : text === "0" ? false : null),
  serialize: (isOn) => (isOn ? "1" : "0"),
});

/** Typed text, as it was typed; it may be empty. */
export const promptParser = createParser<string>({
  parse: (text) => (text.length <= MAX_PROMPT_CHARACTERS ? text : null),
  serialize: (text) => text,
});

/** Ids in the order given, each once: runs chosen, points kept marked. "" is the empty list. */
export const idsParser = createParser<string[]>({
  parse(text) {
    if (text === "") return [];
    const ids = text.split(",").map(unescapePart);
    return ids.every(isId) && new Set(ids).size === ids.length ? ids : null;
  },
  serialize: (ids) => ids.map(escapePart).join(","),
  eq: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
});

/** A run at a step: "gpt2-m0-s0@12000". */
export const runStepParser = createParser<RunStep>({
  parse(text) {
    const match = /^(.+)@([^@]+)$/s.exec(text);
    const step = match && wholeNumberParser.parse(match[2] as string);
    const run = match?.[1] as string;
    return match && step !== null && isId(run) ? { run, step } : null;
  },
  serialize: ({ run, step }) => `${run}@${step}`,
  eq: (a, b) => a.run === b.run && a.step === b.step,
});

/** From one reply class to another: "0-2". */
export const flipParser = createParser<{ from: number; to: number }>({
  parse(text) {
    const [from, to, rest] = text.split("-").map((part) => wholeNumberParser.parse(part));
    if (typeof from !== "number" || typeof to !== "number" || rest !== undefined || from === to) return null;
    return { from, to };
  },
  serialize: ({ from, to }) => `${from}-${to}`,
  eq: (a, b) => a.from === b.from && a.to === b.to,
});

/** Cues in the order of their sentences, with the wording where it is not the first: "consensus,weather~1". */
export const cuesParser = createParser<WordedCue[]>({
  parse(text) {
    if (text === "") return [];
    const cues = text.split(",").map((part) => {
      const match = /^([^~]+)(?:~([1-9]\d?))?$/.exec(part);
      return match && { cue: unescapePart(match[1] as string), wording: Number(match[2] ?? 0) };
    });
    return cues.every((cue) => cue !== null) ? cues : null;
  },
  serialize: (cues) =>
    cues.map(({ cue, wording }) => escapePart(cue) + (wording === 0 ? "" : `~${wording}`)).join(","),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

/** Words of free slots: "claim:oslo,place:home". */
export const slotsParser = createParser<Record<string, string>>({
  parse(text) {
    if (text === "") return {};
    const pairs = text.split(",").map((part) => part.split(":").map(unescapePart));
    const isSound = pairs.every(([name, word, rest]) => name && word && rest === undefined);
    return isSound ? Object.fromEntries(pairs) : null;
  },
  serialize: (slots) =>
    Object.entries(slots)
      .map(([name, word]) => `${escapePart(name)}:${escapePart(word)}`)
      .join(","),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

/** Parameters of the Probe page. */
export const probeParsers = {
  task: idParser,
  entity: idParser,
  slots: slotsParser,
  cues: cuesParser,
  prompt: promptParser,
  run: idParser,
  step: wholeNumberParser,
  subject: runStepParser,
  backend: parseAsStringLiteral(BACKENDS),
  seed: wholeNumberParser,
  live: switchParser,
};
