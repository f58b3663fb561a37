"use client"; // the link builder stands on nuqs, whose parsers are client code

import Link from "next/link";
import { armsHref, probeHref } from "@/lib/permalink/links";

/** Three readers, three first steps. */
export function WaysIn() {
  return (
    <section aria-labelledby="ways-in" className="max-w-prose">
      <h2 id="ways-in" className="mb-m font-[600] text-heading">
        Where to go from here
      </h2>
      <ul className="space-y-m">
        <li>
          <strong className="font-[640]">You review such a paper?</strong> Do not take the figures’ word for
          it:{" "}
          <Link prefetch={false} href={probeHref({ seed: 1 })}>
            open a prompt on which the model and its target part ways
          </Link>
          , and see whom the claims fit. Then ask{" "}
          <Link prefetch={false} href={armsHref({})}>
            under which conditions it holds
          </Link>
          , arm by arm, with the nulls.
        </li>
        <li>
          <strong className="font-[640]">You teach?</strong>{" "}
          <Link prefetch={false} href={probeHref({})}>
            Put a prompt on the wall
          </Link>
          , let the class bet on which cue matters, then take it out.
        </li>
        <li>
          <strong className="font-[640]">You wrote one?</strong> Everything here is read from a folder of
          plain files, a manifest, Parquet tables and safetensors; yours can stand in its place.
        </li>
      </ul>
    </section>
  );
}
