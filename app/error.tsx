"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { toCodedError } from "@/lib/errors";

/** What a page shows when it could not be drawn at all. Panels catch their own failures before this. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const coded = toCodedError(error);
  return (
    <div className="max-w-prose" role="alert">
      <h1 className="mb-l font-[560] text-title">This page could not be shown</h1>
      <p className="mb-l">{coded.sentence}</p>
      <p className="mb-l font-sans text-label text-soft">{coded.message}</p>
      <p className="flex flex-wrap items-center gap-m">
        <Button onClick={reset}>Try again</Button>
        <Link prefetch={false} href="/" className="font-sans text-label">
          Back to the Overview
        </Link>
      </p>
    </div>
  );
}
