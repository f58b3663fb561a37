/** Builds links to views. Paths are the router's own: a sub-path is put before them by it, or by `shareUrl`. */
import { siteUrl } from "@/lib/bundle/url";
import { type ProbeView, writeProbeView } from "@/lib/permalink/probe-view";

function makeHref(path: `/${string}`, parameters: Record<string, string | null | undefined>): `/${string}` {
  const search = new URLSearchParams();
  for (const [name, text] of Object.entries(parameters)) {
    if (typeof text === "string") search.set(name, text);
  }
  const query = search.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** A link to the Probe page. What is not named is the page's default. */
export function probeHref(view: Partial<ProbeView>): `/${string}` {
  return makeHref("/probe/", writeProbeView(view));
}

/** The full address of a link, for copying. `origin` is `window.location.origin`. */
export function shareUrl(href: `/${string}`, origin: string): string {
  return new URL(siteUrl(href), origin).href;
}
