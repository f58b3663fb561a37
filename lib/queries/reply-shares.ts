"use client";

/** How often a behaviour gives each class of reply, over its steps; `data` as in `useEstimates`. */
import { useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { ReplySharesSpec } from "@/lib/queries/types";

export const useReplyShares = (spec: ReplySharesSpec | null) =>
  useQuery(pageOptions("replyShares", useBundle().data, spec));
