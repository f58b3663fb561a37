import type { ReactNode } from "react";

/** Something the reader should know, in a sentence, beside what it concerns. `alert` interrupts a reader. */
export function Notice({ tone = "note", children }: { tone?: "note" | "alert"; children: ReactNode }) {
  return (
    <div
      role={tone === "alert" ? "alert" : "status"}
      className={`border-l-2 py-xs pl-m font-sans text-label ${tone === "alert" ? "border-alert" : "border-edge"}`}
    >
      {children}
    </div>
  );
}
