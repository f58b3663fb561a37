"use client";

import { FigureDownloads } from "@/components/charts/figure-downloads";
import { RESULTS_COMMAND } from "@/components/shell/bundle-provenance";
import { formatCount } from "@/components/ui/number-format";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsColumns, ArmsView } from "@/lib/permalink/arms-view";
import type { SetView } from "@/lib/permalink/use-page-view";
import { askedOf, rowsOf } from "./arms-columns";
import { armsData } from "./arms-data";
import { ArmsTable } from "./arms-table";
import { methodWords, sliceTitle } from "./arms-words";

const TITLE = "All arms";
const ALL = "";

const COLUMN_WORDS: Record<ArmsColumns, string> = {
  claims: "what claims follow",
  behaviour: "what is right, and what behaviour does",
  all: "everything",
};

type AllArmsProps = {
  bundle: Bundle;
  results: Results;
  view: ArmsView & { slice: string };
  setView: SetView<ArmsView>;
  onPin: (row: string) => void;
};

/** What a row's number of edits counts: the seeds of an arm are asked about the same ones. */
function askedWords(asked: ReturnType<typeof askedOf>): string {
  if (asked === null) return "";
  const { least, most } = asked;
  const each = least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
  return `Edits (n) are summed over an arm’s seeds, each of which is asked about the same ${each}. `;
}

/** The table of all arms, with what narrows and orders it, its method, and its files. */
export function AllArms({ bundle, results, view, setView, onPin }: AllArmsProps) {
  const groups = [...new Set(results.rows.map(({ group }) => group))];
  const slice = results.slices.find((one) => one.id === view.slice);
  const method = `A row is an arm in a family, its seeds averaged, at the last recorded step; entities: ${slice ? sliceTitle(bundle, slice) : view.slice}. ${askedWords(askedOf(results, results.rows, view.slice))}Intervals: ${methodWords(results.method)}; of the log-odds: sandwich over entities.`;
  return (
    <div className="mt-2xl">
      <h2 className="mb-m font-[600] text-heading">{TITLE}</h2>
      <div className="mb-m grid grid-cols-2 gap-x-m gap-y-s lg:grid-cols-4">
        <TextField
          label="Arms with these words"
          value={view.text ?? ""}
          onChange={(text) => setView({ text: text.trim() === "" ? null : text })}
        />
        <SelectField
          label="Family"
          value={view.family ?? ALL}
          options={[
            { value: ALL, title: "all" },
            ...bundle.families.map((family) => ({ value: family.id, title: family.title })),
          ]}
          onChange={(family) => setView({ family: family === ALL ? null : family })}
        />
        <SelectField
          label="Group"
          value={view.group ?? ALL}
          options={[
            { value: ALL, title: "all" },
            ...groups.map((group) => ({ value: group, title: group.replaceAll("-", " ") })),
          ]}
          onChange={(group) => setView({ group: group === ALL ? null : group })}
        />
        <SelectField
          label="Columns"
          value={view.columns}
          options={Object.entries(COLUMN_WORDS).map(([value, title]) => ({ value, title }))}
          onChange={(columns) => setView({ columns: columns as ArmsColumns })}
        />
      </div>
      <p role="status" className="mb-xs font-sans text-note text-soft">
        {rowsOf(results, bundle, view).length} of {results.rows.length} arms and families; a heading sorts, a
        mark keeps a row on top. Read the coupling index beside the matched one: what it has over that is
        placing.
      </p>
      <ArmsTable bundle={bundle} results={results} view={view} setView={setView} onPin={onPin} />
      <div className="mt-s flex flex-wrap items-start justify-between gap-x-xl gap-y-s font-sans text-note">
        <p className="max-w-prose text-soft">{method}</p>
        <FigureDownloads
          title={TITLE}
          method={method}
          command={RESULTS_COMMAND}
          data={armsData(results, bundle, view)}
          plot={null}
        />
      </div>
    </div>
  );
}
