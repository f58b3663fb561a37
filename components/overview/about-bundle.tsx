"use client";

import { useBundle } from "@/lib/queries/bundle";

/** What the bundle says of itself, in its own words, and how to cite it. */
export function AboutBundle() {
  const { data: bundle } = useBundle();
  if (!bundle) return null;
  return (
    <section aria-labelledby="about-bundle" className="mt-xl max-w-prose">
      <h2 id="about-bundle" className="mb-m font-[600] text-heading">
        {bundle.title}
      </h2>
      <p>{bundle.abstract}</p>
      <details className="mt-m">
        <summary className="cursor-pointer font-sans text-label">Cite it</summary>
        <pre className="mt-s whitespace-pre-wrap font-sans text-label text-soft">{bundle.citation}</pre>
      </details>
    </section>
  );
}
