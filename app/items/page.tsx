import type { Metadata } from "next";
import { Suspense } from "react";
import { ItemsPage } from "@/components/items/items-page";
import { ItemsPending } from "@/components/items/items-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Items",
  description: "The rows behind every number: one prompt, one edit, what the model does and what it says.",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">The rows behind the numbers</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        Each row is one prompt and one edit of it: what the model replies before and after, what it says it
        would reply, and what its target does. Open a row to ask the same prompt in Probe.
      </p>
      <Suspense fallback={<ItemsPending />}>
        <PermalinkProvider>
          <ItemsPage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
