"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { unreadReasons, useRetryUnread } from "@/lib/queries/unread";

/** Says which records a page's answers lack because they could not be read, and offers to read them again. */
export function UnreadNotice({ answers }: { answers: readonly unknown[] }) {
  const retry = useRetryUnread();
  const reasons = [...new Set(answers.flatMap(unreadReasons))];
  if (reasons.length === 0) return null;
  return (
    <div className="mb-l">
      <Notice tone="alert">
        Not all is here. {reasons.map((reason) => `${reason}.`).join(" ")}{" "}
        <Button look="text" onClick={retry}>
          Try again
        </Button>
      </Notice>
    </div>
  );
}
