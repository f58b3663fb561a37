"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { ThemeToggle } from "./theme-toggle";

/** In the order in which questions come up: what is found, whose, when, of whom, under which conditions, in which rows. */
const PAGES = [
  { href: "/", title: "Overview" },
  { href: "/plane/", title: "Plane" },
  { href: "/timeline/", title: "Timeline" },
  { href: "/matrix/", title: "Matrix" },
  { href: "/arms/", title: "Arms" },
  { href: "/items/", title: "Items" },
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
      <div className="page flex flex-wrap items-baseline gap-x-xl py-s">
        <Link prefetch={false} href="/" className="py-xs font-[640] text-[1.1875rem] no-underline">
          Tandem
        </Link>
        <nav
          aria-label="Pages"
          className="order-last flex w-full flex-wrap justify-between gap-x-s font-sans text-label sm:justify-start sm:gap-x-l lg:order-none lg:w-auto"
        >
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
