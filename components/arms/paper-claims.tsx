"use client";

/** The paper's claims and the verdicts on them, as training/RESULTS.md has them: what the tests say, and how sure. */
import { FigureDownloads } from "@/components/charts/figure-downloads";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import type { Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import { claimRows, testsData, type VerdictRow, whoseEditsRows } from "./claims-data";

const TITLE = "What the paper claims, and what holds here";
const METHOD =
  "Effects are means over seeds, on entities that were never explained; their 95 % intervals are for other seeds and other entities together (t). p: two one-sided tests, doubled, after Holm over all tests of the claims. Supports: “no effect” is rejected; contradicts: “an effect that counts” is; open: neither. A claim holds if all of its tests support it.";

/** What has been decided stands out from what has not. */
const LOOKS: Readonly<Record<string, string>> = {
  "holds here": "font-[600]",
  "does not hold here": "font-[600]",
  "its own": "font-[600]",
  "not its own more": "font-[600]",
};

function Verdict({ words }: { words: string }) {
  return <span className={LOOKS[words] ?? "text-soft"}>{words}</span>;
}

function VerdictTable({ caption, bundle, rows }: { caption: string; bundle: Bundle; rows: VerdictRow[] }) {
  const hasEvery = rows.some(({ every }) => every !== null);
  const columns: Column[] = [
    { key: "sentence", title: "claim" },
    ...bundle.families.map(({ id, title }) => ({ key: id, title })),
    ...(hasEvery ? [{ key: "every", title: "wherever it was asked" }] : []),
  ];
  const shown: Row[] = rows.map(({ id, sentence, isPart, words, every }) => ({
    sentence: (
      <span className={isPart ? "block pl-m text-soft" : ""}>
        <span className="tabular">{id}</span> {sentence}
      </span>
    ),
    every: every && <Verdict words={every} />,
    ...Object.fromEntries(
      Object.entries(words).map(([family, word]) => [family, <Verdict key={family} words={word} />]),
    ),
  }));
  return (
    <DataTable caption={caption} columns={columns} rows={shown} rowKeys={rows.map(({ id }) => id)} isWhole />
  );
}

export function PaperClaims({ bundle, results }: { bundle: Bundle; results: Results }) {
  const tests = testsData(results, bundle);
  const edits = whoseEditsRows(results, bundle);
  return (
    <div className="mt-2xl">
      <h2 className="mb-s font-[600] text-heading">{TITLE}</h2>
      <p className="mb-m max-w-prose">
        The five claims of arXiv 2606.32038, as its abstract states them, put to these small models. The tests
        and the rules of the verdicts were written down before their runs were looked at, but for the first
        seed of five arms.
      </p>
      <VerdictTable caption={TITLE} bundle={bundle} rows={claimRows(results, bundle)} />
      {edits.length > 0 && (
        <>
          <h3 className="mt-xl mb-s font-[600]">Whose edits, once their number is left out?</h3>
          <p className="mb-m max-w-prose">
            The coupling index also rises for claims that name many edits where the model’s own reply is near
            its margin and place them by the cue words alone. Held against claims of that kind, do the
            explanations name the model’s own edits rather than its target’s? These tests were added later;
            they change no verdict above and say how to read one.
          </p>
          <VerdictTable caption="Whose edits" bundle={bundle} rows={edits} />
        </>
      )}
      <details className="mt-s font-sans text-note">
        <summary className="py-xs">Show the {tests.rows.length} tests</summary>
        <DataTable caption="The tests" columns={tests.columns} rows={tests.rows} isTall />
        {tests.remark && <p className="mt-xs text-soft">{tests.remark}</p>}
      </details>
      <div className="mt-s flex flex-wrap items-start justify-between gap-x-xl gap-y-s font-sans text-note">
        <p className="max-w-prose text-soft">{METHOD}</p>
        <FigureDownloads
          title={TITLE}
          method={METHOD}
          command="npm run training:results"
          data={tests}
          plot={null}
        />
      </div>
    </div>
  );
}
