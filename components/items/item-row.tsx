"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Glyph } from "@/components/charts/marks";
import { editWords, REMARK_WORDS } from "@/components/probe/verdict-words";
import { formatNumber } from "@/components/ui/number-format";
import { verdictOf } from "@/lib/coupling/item-filter";
import type { Item } from "@/lib/coupling/types";
import { readEdit } from "./edit-text";
import { type ItemList, replyWord } from "./item-list";

/** The columns' widths from the middle size on; below, a row is a block. */
export const ROW_GRID =
  "md:grid md:grid-cols-[minmax(0,1fr)_7.5rem_10rem_6rem_10rem_5rem_3.75rem] md:gap-x-m";

/** The prompt with the sentence that the edit takes out struck through, or the one that it puts in marked. */
function PromptText({ item }: { item: Item }) {
  const { before, changed, after } = readEdit(item.prompt, item.edited);
  const isRemoved = item.edit === "remove";
  return (
    <>
      {before}{" "}
      {isRemoved ? (
        <del className="cue-sentence text-soft">{changed}</del>
      ) : (
        <ins className="cue-sentence font-[600] no-underline">
          <span aria-hidden="true">+ </span>
          {changed}
        </ins>
      )}{" "}
      {after}
    </>
  );
}

/** The name of a column, where narrow screens show none at the top. */
function Inline({ children }: { children: ReactNode }) {
  return <span className="mr-xs text-soft md:hidden">{children}</span>;
}

type DoesProps = { whose: "self" | "target"; before: string; after: string };

/** What somebody replies before the edit and after it: one word where that is the same. */
function Does({ whose, before, after }: DoesProps) {
  return (
    <span className="whitespace-nowrap">
      <Glyph kind="does" whose={whose} /> {before}
      {after !== before && (
        <>
          <span aria-hidden="true"> → </span>
          <span className="sr-only">, after the edit </span>
          <span className="font-[600]">{after}</span>
        </>
      )}
    </span>
  );
}

type ItemRowProps = {
  list: ItemList;
  row: number;
  /** What the edited cue is called. */
  cue: string;
  /** The same prompt in Probe. */
  href: string;
  /** Whether the keyboard enters the table here. */
  isActive: boolean;
};

/** The cells of a row; the link in the first one lies over all of it. */
export function ItemRow({ list, row, cue, href, isActive }: ItemRowProps) {
  const { items, answers, margins } = list;
  const item = items[row] as Item;
  const word = (column: Int8Array) => replyWord(item, column[row]);
  const reply = word(answers.selfReply);
  const claim = word(answers.claim);
  const verdict = verdictOf(answers, row);
  const isTrue = answers.claim[row] === answers.selfCounterfactual[row];
  return (
    <>
      <td className="max-md:col-span-2">
        <Link
          prefetch={false}
          href={href}
          tabIndex={isActive ? 0 : -1}
          className="font-serif text-label no-underline after:absolute after:inset-0 group-hover:underline"
        >
          <PromptText item={item} />
        </Link>
      </td>
      <td className="max-md:order-1">
        {cue} <span className="text-soft">{editWords(item.edit)}</span>
      </td>
      <td className="max-md:order-3">
        <Inline>does</Inline>
        <Does whose="self" before={reply} after={word(answers.selfCounterfactual)} />
      </td>
      <td className="max-md:order-4">
        <Inline>says</Inline>
        <span className="whitespace-nowrap">
          <Glyph kind="says" whose="self" />{" "}
          <span className={claim === reply ? "" : "font-[600]"}>{claim}</span>
        </span>
      </td>
      <td className="max-md:order-5">
        <Inline>target</Inline>
        <Does whose="target" before={word(answers.targetReply)} after={word(answers.targetCounterfactual)} />
      </td>
      <td className={`max-md:order-6 ${isTrue ? "text-soft" : "font-[600]"}`}>{REMARK_WORDS[verdict]}</td>
      <td className="text-right max-md:order-2 max-md:text-left">
        <Inline>margin</Inline>
        {margins === null ? <span className="text-soft">…</span> : formatNumber(margins[row] as number)}
      </td>
    </>
  );
}
