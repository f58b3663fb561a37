/** Builds links to views. Paths are the router's own: a sub-path is put before them by it. */
import { type ArmsView, armsPageView } from "@/lib/permalink/arms-view";
import { type ItemsLink, writeItemsLink } from "@/lib/permalink/items-view";
import { type PlaneView, writePlaneView } from "@/lib/permalink/plane-view";
import { type ProbeView, writeProbeView } from "@/lib/permalink/probe-view";
import { type TimelineView, writeTimelineView } from "@/lib/permalink/timeline-view";

type Href = `/${string}`;

function makeHref(path: Href, parameters: Record<string, string | null | undefined>): Href {
  const search = new URLSearchParams();
  for (const [name, text] of Object.entries(parameters)) {
    if (typeof text === "string") search.set(name, text);
  }
  const query = search.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** A link to the Probe page. What is not named is the page's default, here and in every other link. */
export function probeHref(view: Partial<ProbeView>): Href {
  return makeHref("/probe/", writeProbeView(view));
}

/** The rows behind a point or a cell: whose claims, against whom, and which of them. */
export function itemsHref(link: ItemsLink): Href {
  return makeHref("/items/", writeItemsLink(link));
}

/** The coupling plane, large. */
export function planeHref(view: Partial<PlaneView>): Href {
  return makeHref("/plane/", writePlaneView(view));
}

export function timelineHref(view: Partial<TimelineView>): Href {
  return makeHref("/timeline/", writeTimelineView(view));
}

export function armsHref(view: Partial<ArmsView>): Href {
  return makeHref("/arms/", armsPageView.write(view));
}
