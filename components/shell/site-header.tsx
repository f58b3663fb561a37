"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { ThemeToggle } from "./theme-toggle";

const PAGES = [
  { href: "/", title: "Overview" },
  { href: "/probe/", title: "Probe" },
] as const;

/** Paths differ by a trailing slash between the export and the development server. */
function isSamePage(path: string | null, href: string): boolean {
  return (path ?? "").replace(/\/+$/, "") === href.replace(/\/+$/, "");
}

export function SiteHeader() {
  const path = usePathname();
  return (
    <header className="border-rule border-b">
      <div className="page flex flex-wrap items-baseline gap-x-l py-s">
        <Link prefetch={false} href="/" className="py-xs font-[640] text-[1.1875rem] no-underline">
          Tandem
        </Link>
        <nav aria-label="Pages" className="flex gap-x-l font-sans text-label">
          {PAGES.map((page) => {
            const here = isSamePage(path, page.href);
            return (
              <Link
                prefetch={false}
                key={page.href}
                href={page.href}
                aria-current={here ? "page" : undefined}
                className={`py-xs ${here ? "decoration-2 decoration-current" : "text-soft no-underline hover:text-ink hover:underline"}`}
              >
                {page.title}
              </Link>
            );
          })}
        </nav>
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
