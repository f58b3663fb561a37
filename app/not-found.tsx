import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <div className="max-w-prose">
      <h1 className="mb-l font-[560] text-title">There is no page here</h1>
      <p>
        The link may be mistyped, or from another version of this site. The results are on the{" "}
        <Link prefetch={false} href="/">
          Overview
        </Link>
        ; a prompt of your own goes into the{" "}
        <Link prefetch={false} href="/probe/">
          Probe
        </Link>
        .
      </p>
    </div>
  );
}
