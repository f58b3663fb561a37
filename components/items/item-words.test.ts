import { expect, it } from "vitest";
import { makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import { WHOLE_ITEMS } from "@/lib/coupling/item-filter";
import { apartSentence, countSentence, whoSentence } from "./item-words";

const small = makeBundle();
const text = makeRun("text", { arm: "external", model: null, family: null, subject: "flagship" });
const bundle = { ...small, runs: [...small.runs, text] };
const target = { run: "m0", step: 100 };
const about = (run: string, self: { run: string; step: number }) => ({ run, step: 10, self, target });

it("says whose claims are held against whose behaviour, and what the columns show where the two are apart", () => {
  const own = about("flagship", { run: "flagship", step: 10 });
  expect(whoSentence(bundle, own)).toMatch(/held against its own behaviour\. The target is “Arm m0/);
  expect(apartSentence(bundle, own)).toBeNull();
  const outside = about("external", { run: "flagship", step: 10 });
  expect(whoSentence(bundle, outside)).toMatch(/those of “Arm external.*the behaviour of “Arm fixed-shift/);
  expect(apartSentence(bundle, outside)).toMatch(
    /“does” the second one’s behaviour.* opens in Probe the model whose claims/,
  );
  const earlier = about("flagship", { run: "flagship", step: 0 });
  expect(apartSentence(bundle, earlier)).toMatch(/opens in Probe/);
});

it("says nothing of Probe where that shows the same behaviour, of what is no model", () => {
  const sentence = apartSentence(bundle, about("text", { run: "flagship", step: 10 }));
  expect(sentence).toMatch(/“does” the second one’s behaviour/);
  expect(sentence).not.toMatch(/Probe/);
});

it("names what the rows have in common", () => {
  const filter = { ...WHOLE_ITEMS, changes: "only-one", before: "comparable", disputed: true } as const;
  expect(countSentence(bundle, filter, 403, 1000)).toBe(
    "403 of 1,000 items: edits that change one of the two replies only; prompts that model and target reply alike to and that have an edit which changes neither reply; edits after which model and target reply differently.",
  );
  expect(countSentence(bundle, WHOLE_ITEMS, 1000, 1000)).toBe("All 1,000 items.");
});
