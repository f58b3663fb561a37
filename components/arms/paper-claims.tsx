"use client";

/** The paper's claims and the verdicts on them, as training/RESULTS.md has them: what the tests say, and how sure. */
import { Fragment } from "react";
import { FigureDownloads } from "@/components/charts/figure-downloads";
import { RESULTS_COMMAND } from "@/components/shell/bundle-provenance";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import type { Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import { claimRows, effectWords, testsData, type VerdictRow, whoseEditsRows } from "./claims-data";

const TITLE = "What the paper claims, and what holds here";
const TESTS =
  "p: two one-sided tests, doubled, after Holm over all tests of the claims. Supports: “no effect” is rejected; contradicts: “an effect that counts” is; open: neither. A claim holds if all of its tests support it.";

/** What has been decided stands out from what has not. */
const LOOKS: Readonly<Record<string, string>> = {
  "holds here": "font-[600]",
  "does not hold here": "font-[600]",
  "its own": "font-[600]",
  "not its own more": "font-[600]",
  "away from the target": "font-[600]",
  "no further from the target": "font-[600]",
};

function Verdict({ words }: { words: string }) {
  return <span className={LOOKS[words] ?? "text-soft"}>{words}</span>;
}

type VerdictsProps = { caption: string; bundle: Bundle; rows: VerdictRow[] };

const EVERY = "wherever it was asked";

/** A sentence of the bundle's as it is set here: what belongs together does not break. */
const typeset = (sentence: string) => sentence.replaceAll(" %", "\u00a0%").replaceAll("'", "’");

/** The verdicts of a row by whose they are: a family's, or all families' together. */
function listVerdicts(bundle: Bundle, { words, every }: VerdictRow): [string, string][] {
  return [
    ...bundle.families.map(({ id, title }): [string, string] => [title, words[id] ?? ""]),
    ...(every === null ? [] : [[EVERY, every] as [string, string]]),
  ];
}

/** A row a claim, a column a family. */
function VerdictTable({ caption, bundle, rows }: VerdictsProps) {
  const hasEvery = rows.some(({ every }) => every !== null);
  const columns: Column[] = [
    { key: "id", title: "no." },
    { key: "sentence", title: "claim" },
    ...bundle.families.map(({ title }) => ({ key: title, title })),
    ...(hasEvery ? [{ key: EVERY, title: EVERY }] : []),
  ];
  const shown: Row[] = rows.map((row) => ({
    id: <span className={row.isPart ? "pl-s text-soft" : ""}>{row.id}</span>,
    sentence: (
      <span className={`block max-w-prose ${row.isPart ? "text-soft" : ""}`}>{typeset(row.sentence)}</span>
    ),
    ...Object.fromEntries(
      listVerdicts(bundle, row).map(([whose, words]) => [whose, <Verdict key={whose} words={words} />]),
    ),
  }));
  return (
    <DataTable caption={caption} columns={columns} rows={shown} rowKeys={rows.map(({ id }) => id)} isWhole />
  );
}

/** The same where a table has no room: a block a claim. */
function VerdictBlocks({ caption, bundle, rows }: VerdictsProps) {
  return (
    <ul aria-label={caption} className="border-rule border-y text-note">
      {rows.map((row) => (
        <li key={row.id} className={row.isPart ? "pb-s pl-m" : "border-rule border-t py-s first:border-t-0"}>
          <p className={row.isPart ? "text-soft" : ""}>
            <span className="font-[600]">{row.id}</span>
            {"\u2002"}
            {typeset(row.sentence)}
          </p>
          <dl className="mt-xs grid grid-cols-[auto_1fr] gap-x-m">
            {listVerdicts(bundle, row).map(([whose, words]) => (
              <Fragment key={whose}>
                <dt className="text-soft">{whose}</dt>
                <dd>
                  <Verdict words={words} />
                </dd>
              </Fragment>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Verdicts(props: VerdictsProps) {
  return (
    <>
      <div className="hidden sm:block">
        <VerdictTable {...props} />
      </div>
      <div className="font-sans sm:hidden">
        <VerdictBlocks {...props} />
      </div>
    </>
  );
}

export function PaperClaims({ bundle, results }: { bundle: Bundle; results: Results }) {
  const { about } = results;
  const tests = testsData(results, bundle);
  const edits = whoseEditsRows(results, bundle);
  const method = `${effectWords(results)} ${TESTS}`;
  return (
    <div className="mt-2xl">
      <h2 className="mb-s font-[600] text-heading">{TITLE}</h2>
      {about && (
        <p className="mb-m max-w-prose">
          {typeset(about.claims)} {typeset(about.tests)}
        </p>
      )}
      <Verdicts caption={TITLE} bundle={bundle} rows={claimRows(results, bundle)} />
      {edits.length > 0 && (
        <>
          <h3 className="mt-xl mb-s font-[600]">Whose edits, once their number is left out?</h3>
          <p className="mb-m max-w-prose">
            The coupling index also rises for claims that name many edits where the model’s own reply is near
            its margin and place them by the cue words alone. Held against claims of that kind, do the
            explanations name the model’s own edits rather than its target’s? {about && typeset(about.added)}
          </p>
          <Verdicts caption="Whose edits" bundle={bundle} rows={edits} />
        </>
      )}
      <details className="mt-s font-sans text-note">
        <summary className="py-xs">Show the {tests.rows.length} tests</summary>
        <DataTable caption="The tests" columns={tests.columns} rows={tests.rows} isTall />
        {tests.remarks.length > 0 && <p className="mt-xs text-soft">{tests.remarks.join(" ")}</p>}
      </details>
      <div className="mt-s flex flex-wrap items-start justify-between gap-x-xl gap-y-s font-sans text-note">
        <p className="max-w-prose text-soft">{method}</p>
        <FigureDownloads title={TITLE} method={method} command={RESULTS_COMMAND} data={tests} plot={null} />
      </div>
    </div>
  );
}
