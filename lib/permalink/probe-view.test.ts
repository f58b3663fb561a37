import { describe, expect, it } from "vitest";
import { makeBundle, makeTask } from "@/lib/bundle/bundle.test-support";
import { probeHref } from "@/lib/permalink/links";
import { MAX_PROMPT_CHARACTERS, probeParsers } from "@/lib/permalink/parsers";
import { type ProbeParameter, type ProbeView, readProbeView } from "@/lib/permalink/probe-view";
import type { RawParameters } from "@/lib/permalink/read-parameter";

const bundle = makeBundle();
const NONE = Object.fromEntries(
  Object.keys(probeParsers).map((name) => [name, null]),
) as RawParameters<ProbeParameter>;
const read = (raw: Partial<RawParameters<ProbeParameter>>) => readProbeView(bundle, { ...NONE, ...raw });

/** What a link says, as the page that it opens reads it. */
function follow(href: string) {
  const { searchParams } = new URL(href, "http://localhost");
  const raw = Object.fromEntries(Object.keys(NONE).map((name) => [name, searchParams.get(name)]));
  return readProbeView(bundle, raw as RawParameters<ProbeParameter>);
}

const DEFAULTS: ProbeView = {
  task: "a",
  entity: "france",
  slots: { claim: "lima" },
  cues: [],
  prompt: null,
  run: "flagship",
  step: 10,
  subject: null,
  backend: "auto",
  seed: 0,
  live: false,
};

describe("readProbeView", () => {
  it("has a default for everything, and takes nothing ill", () => {
    expect(read({})).toEqual({ view: DEFAULTS, namesPrompt: false, ignored: [] });
  });

  it("gives back any view that a link was built from", () => {
    const views: ProbeView[] = [
      DEFAULTS,
      {
        task: "b",
        entity: "peru",
        slots: { claim: "paris" },
        cues: [
          { cue: "weather", wording: 1 },
          { cue: "consensus", wording: 0 },
        ],
        prompt: "Is 100% of this & that, mine?\n<b>",
        run: "m0",
        step: 100,
        backend: "wasm-threads",
        subject: { run: "external", step: 0 },
        seed: 7,
        live: true,
      },
      { ...DEFAULTS, prompt: "" },
    ];
    for (const view of views)
      expect(follow(probeHref(view))).toEqual({ view, namesPrompt: true, ignored: [] });
  });

  it("names whether the link asks for a prompt", () => {
    expect(read({ step: "0", run: "m0", live: "1" }).namesPrompt).toBe(false);
    expect(read({ task: DEFAULTS.task }).namesPrompt).toBe(false);
    expect(read({ cues: "" }).namesPrompt).toBe(true);
  });

  it("never lets the entity's own word be the default of a free slot", () => {
    expect(read({ entity: "peru" }).view.slots).toEqual({ claim: "paris" });
  });

  it.each([
    [{ task: "z" }, "The link says task “z”, which is not in this bundle; it was left out."],
    [{ entity: "mars" }, "The link says entity “mars”, which is not in this bundle; it was left out."],
    [
      { slots: "claim:mars" },
      "The link says slots “claim:mars”, which is not in this bundle; it was left out.",
    ],
    [{ slots: "claim" }, "The link says slots “claim”, which cannot be read; it was left out."],
    [{ run: "nobody" }, "The link says run “nobody”, which is not in this bundle; it was left out."],
    [{ step: "3" }, "The link says step “3”, which is not among the steps of flagship; it was left out."],
    [{ step: "-1" }, "The link says step “-1”, which cannot be read; it was left out."],
    [{ backend: "cuda" }, "The link says backend “cuda”, which cannot be read; it was left out."],
    [{ seed: "x" }, "The link says seed “x”, which cannot be read; it was left out."],
    [
      { subject: "flagship@7" },
      "The link says subject “flagship@7”, which is not among the steps of flagship; it was left out.",
    ],
    [{ live: "yes" }, "The link says live “yes”, which cannot be read; it was left out."],
    [
      { cues: "consensus~9" },
      "The link says cues “consensus~9”, which is not in this bundle; it was left out.",
    ],
  ] as const)("falls back where a value is bad, and says so: %o", (raw, sentence) => {
    const { view, ignored } = read(raw);
    expect(view).toEqual(DEFAULTS);
    expect(ignored.map((one) => one.sentence)).toEqual([sentence]);
  });

  it("keeps the good part of a list", () => {
    const { view, ignored } = read({ cues: "weather~1,hurry,consensus,weather" });
    expect(view.cues).toEqual([
      { cue: "weather", wording: 1 },
      { cue: "consensus", wording: 0 },
    ]);
    expect(ignored.map(({ given }) => given)).toEqual(["hurry", "weather"]);
  });

  it("quotes a long value in part only", () => {
    const [note] = read({ prompt: "x".repeat(MAX_PROMPT_CHARACTERS + 1) }).ignored;
    expect(note?.sentence).toBe(
      `The link says prompt “${"x".repeat(40)}…”, which cannot be read; it was left out.`,
    );
  });

  it("shows a task without entities or slots", () => {
    const task = { ...makeTask("a"), entities: [], slots: [] };
    const { view } = readProbeView({ ...bundle, tasks: [task] }, NONE);
    expect(view).toMatchObject({ entity: "", slots: {} });
  });
});

describe("links", () => {
  it("say only what they are given", () => {
    expect(probeHref({ step: 10, run: "flagship" })).toBe("/probe/?run=flagship&step=10");
    expect(probeHref({ prompt: null })).toBe("/probe/");
  });
});
