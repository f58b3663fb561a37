"use client";

import Link from "next/link";
import { memo, type ReactNode, useLayoutEffect, useRef } from "react";
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
  /** Its place among the items. */
  row: number;
  /** Its place in the table, from 0. */
  at: number;
  /** How far it stands below the first one, in pixels. */
  top: number;
  /** Tells how high it is. */
  onMeasure: (node: HTMLElement | null) => void;
  onActive: (at: number) => void;
  /** What the edited cue is called. */
  cue: string;
  /** The same prompt in Probe. */
  href: string;
  /** Whether the keyboard enters the table here. */
  isActive: boolean;
};

/** A row; the link in its first cell lies over all of it. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { list, row, at, top, onMeasure, onActive, cue, href, isActive } = props;
  const own = useRef<HTMLTableRowElement>(null);
  // The same element stands for another item after a filter: cheaper than a new one, and to be measured again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it shows decides how high it is
  useLayoutEffect(() => onMeasure(own.current), [row, onMeasure]);
  const { items, answers, margins } = list;
  const item = items[row] as Item;
  const word = (column: Int8Array) => replyWord(item, column[row]);
  const reply = word(answers.selfReply);
  const claim = word(answers.claim);
  const verdict = verdictOf(answers, row);
  const isTrue = answers.claim[row] === answers.selfCounterfactual[row];
  return (
    <tr
      ref={own}
      data-index={at}
      aria-rowindex={at + 2}
      onFocus={() => onActive(at)}
      style={{ transform: `translateY(${top}px)` }}
      className={`group absolute top-0 left-0 w-full scroll-mt-xl items-baseline border-rule border-b py-s max-md:grid max-md:grid-cols-2 max-md:gap-x-m max-md:gap-y-xs ${ROW_GRID}`}
    >
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
    </tr>
  );
});
