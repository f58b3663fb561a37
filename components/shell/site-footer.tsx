"use client";

import { manifestUrl } from "@/lib/bundle/url";
import { useBundle } from "@/lib/queries/bundle";

/** Where everything on the page comes from. Keeps its height while the manifest is on its way. */
export function SiteFooter() {
  const { data: bundle } = useBundle();
  return (
    <footer className="border-rule border-t font-sans text-note text-soft">
      <div className="page flex min-h-[4.5rem] flex-wrap items-baseline gap-x-l gap-y-xs py-l">
        {bundle && (
          <>
            <p>
              Bundle <span className="text-ink">{bundle.id}</span>, made at commit{" "}
              <code className="font-sans">{bundle.provenance.commit.slice(0, 10)}</code>
            </p>
            <p>{bundle.licence}</p>
            <p>
              <a href={manifestUrl()}>Manifest</a>
            </p>
          </>
        )}
        <p className="sm:ml-auto">No other site is asked for anything, and nothing is recorded about you.</p>
      </div>
    </footer>
  );
}
