"use client";

/** The items with a checkpoint's answers; while the next ones are on their way the former stay, marked as such. */
import { useEffect, useMemo, useRef } from "react";
import { listItems } from "@/lib/queries/build-prompts";
import { useItemMargins, useItemRows } from "@/lib/queries/item-rows";
import { usePrompts } from "@/lib/queries/items";
import type { Absent, ItemRowsSpec } from "@/lib/queries/types";
import type { ItemList } from "./item-list";

export type ShownItems = {
  /** Null until there is something to show. */
  list: ItemList | null;
  /** `list` is not yet what was asked for. */
  isStale: boolean;
  /** The margins are being read. */
  isReadingMargins: boolean;
  /** Why these answers cannot be had. */
  absent: Absent | null;
  error: Error | null;
  retry: () => void;
};

/** The last value that was not null. */
function useKept<T>(value: T | null): T | null {
  const kept = useRef<T | null>(null);
  useEffect(() => {
    if (value !== null) kept.current = value;
  });
  return value ?? kept.current;
}

/** `needsMargins`: the list is of no use without them, so that the former one stays until they are there. */
export function useItemList(spec: ItemRowsSpec, needsMargins: boolean): ShownItems {
  const prompts = usePrompts();
  const rows = useItemRows(spec);
  const answered = rows.isPlaceholderData ? undefined : rows.data;
  // After the rows: margins take longer, and a page can be read without them.
  const margins = useItemMargins(answered?.kind === "rows" ? { self: spec.self, target: spec.target } : null);
  const read = margins.isPlaceholderData || margins.data?.kind !== "margins" ? null : margins.data.margins;

  const items = useMemo(() => prompts.data && listItems(prompts.data), [prompts.data]);
  const answers = answered?.kind === "rows" ? answered.answers : null;
  const current = useMemo(
    () => (items && answers && (read || !needsMargins) ? { items, answers, margins: read } : null),
    [items, answers, read, needsMargins],
  );
  const list = useKept(current);
  return {
    list,
    isStale: current === null,
    isReadingMargins: margins.isFetching,
    absent: answered?.kind === "absent" ? answered : null,
    error: prompts.error ?? rows.error ?? margins.error,
    retry() {
      for (const query of [prompts, rows, margins]) if (query.isError) query.refetch();
    },
  };
}
