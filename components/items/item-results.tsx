"use client";

/** The rows that are left: whose they are, how many of how many, the table, and the file. */
import { useCallback, useMemo } from "react";
import { useProvenance } from "@/components/charts/figure-provenance";
import { saveFile } from "@/components/charts/save-file";
import { showsBehaviourOf } from "@/components/probe/run-words";
import { remarkMeanings } from "@/components/probe/verdict-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Bundle } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";
import type { ItemOrder, ItemsView } from "@/lib/permalink/items-view";
import { probeHref } from "@/lib/permalink/links";
import type { ItemRowsSpec } from "@/lib/queries/types";
import { itemsCsv } from "./item-csv";
import { itemsLatex, MOST_LATEX_ROWS } from "./item-latex";
import { type ItemList, VERDICT_ORDER } from "./item-list";
import { ItemTable } from "./item-table";
import { apartSentence, countSentence, cueTitle, whoSentence } from "./item-words";
import { OrderField } from "./order-field";

type ItemResultsProps = {
  bundle: Bundle;
  view: ItemsView;
  spec: ItemRowsSpec;
  list: ItemList;
  /** Places among the items, in the order to be shown. */
  rows: Int32Array;
  /** The list is not yet what was asked for. */
  isStale: boolean;
  isReadingMargins: boolean;
  onOrder: (order: ItemOrder | null) => void;
  onReset: () => void;
};

/** Columns that the CSV's first lines explain. */
const COLUMNS =
  "reply, counterfactual and claim are the model’s; changes says whose reply the edit changes; margin is the least lead of the likeliest reply over the next, of model and target, before and after the edit";

const MEANINGS = remarkMeanings(VERDICT_ORDER.map((kind) => ({ kind })));

export function ItemResults(props: ItemResultsProps) {
  const { bundle, view, spec, list, rows, isStale, isReadingMargins, onOrder, onReset } = props;
  const { run, step, filter, order } = view;
  const provenance = useProvenance();
  const { items } = list;
  const all = useMemo(
    () => items.filter(({ split }) => filter.split === null || split === filter.split).length,
    [items, filter.split],
  );
  const places = { run, step, self: spec.self, target: spec.target };
  const who = [whoSentence(bundle, places), apartSentence(bundle, places)].filter(Boolean).join(" ");
  const count = countSentence(bundle, filter, rows.length, all);

  const save = (kind: "CSV" | "LaTeX") => {
    const facts = {
      title: `Items: ${count}`,
      method: `${who} Columns: ${COLUMNS}.`,
      link: window.location.href,
      provenance,
    };
    if (kind === "CSV") saveFile(itemsCsv(list, rows, facts), "tandem-items.csv", "text/csv");
    else saveFile(itemsLatex(list, rows, cueOf, facts), "tandem-items.tex", "application/x-tex");
  };
  const latexRows = rows.length > MOST_LATEX_ROWS ? `the first ${MOST_LATEX_ROWS} rows` : "these rows";
  const { run: subject, step: subjectStep } = spec.self;
  const hrefOf = useCallback(
    (row: number) => {
      const { task, entity, prompt } = items[row] as Item;
      const self = { run: subject, step: subjectStep };
      const isShown = showsBehaviourOf(bundle, { run, step }, self);
      return probeHref({ task, entity, prompt, run, step, ...(!isShown && { subject: self }) });
    },
    [bundle, items, run, step, subject, subjectStep],
  );
  const cueOf = useCallback(
    (row: number) => {
      const { task, cue } = items[row] as Item;
      return cueTitle(bundle, task, cue);
    },
    [items, bundle],
  );

  return (
    <div aria-busy={isStale} className={`mt-l ${isStale ? "opacity-60" : ""}`}>
      <p className="max-w-[60rem] text-note text-soft">{who}</p>
      <div className="mt-s mb-m flex flex-wrap items-baseline justify-between gap-x-l">
        <p role="status" className="max-w-[60rem] font-sans text-label">
          {count}
          {isReadingMargins && <span className="text-soft"> The margins are still being read.</span>}
        </p>
        {rows.length > 0 && (
          <p className="flex flex-wrap gap-x-m text-note">
            <Button look="text" onClick={() => save("CSV")} disabled={isStale}>
              Save these rows as CSV
            </Button>
            <Button look="text" onClick={() => save("LaTeX")} disabled={isStale}>
              Save {latexRows} as LaTeX
            </Button>
          </p>
        )}
      </div>
      {rows.length > 0 ? (
        <>
          <div className="mb-m md:hidden">
            <OrderField order={order} onOrder={onOrder} />
          </div>
          <ItemTable list={list} rows={rows} order={order} onOrder={onOrder} hrefOf={hrefOf} cueOf={cueOf} />
          <p className="mt-m max-w-[60rem] font-sans text-note text-soft">
            {MEANINGS} Margin: by how much the likeliest reply leads the next one, at the least of model and
            target, before the edit and after it.
          </p>
        </>
      ) : (
        <Notice>
          No item is left: nothing in this bundle is all of that at once.{" "}
          <Button look="text" onClick={onReset}>
            Show all items again
          </Button>
        </Notice>
      )}
    </div>
  );
}
