"use client";

/** A page's state, which lives in its URL: read against the bundle, and written back. */
import { useSearchParams } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Bundle } from "@/lib/bundle/schema";
import { type PageView, type ReadView, strayParameters } from "@/lib/permalink/page-view";
import type { RawParameters } from "@/lib/permalink/read-parameter";
import { RecentWrites, type Values, type WriteOptions } from "@/lib/permalink/recent-writes";

export type SetView<View> = (change: Partial<View>, options?: { isNewEntry?: boolean }) => void;

export type UsePageView<View, Read extends ReadView<View>> = Read & {
  /**
   * Changes a part of the view. A new history entry is for what a visitor would want to go back from (another
   * run, another selection), not for every letter or step.
   */
  setView: SetView<View>;
};

/** As text: what a value means, and whether it is one, is decided against the bundle. */
function asText<Name extends string>(names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, parseAsString])) as Record<Name, typeof parseAsString>;
}

/** Whether a click leads this tab to another view: by a link of the site, and not into another tab or a file. */
function followsLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download"))
    return false;
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** Writes to the address so that nothing is lost between two changes; both may be others every time. */
function useRecentWrites(
  shown: Values,
  write: (values: Values, options: WriteOptions) => void,
): RecentWrites {
  const latest = useRef({ shown, write });
  const writes = useMemo(
    () =>
      new RecentWrites(
        (values, options) => latest.current.write(values, options),
        (name) => new URLSearchParams(location.search).get(name),
        () => latest.current.shown,
      ),
    [],
  );
  useEffect(() => {
    latest.current = { shown, write };
  });
  useEffect(() => {
    const forget = () => writes.forget();
    const forgetAtLink = (event: MouseEvent) => {
      if (followsLink(event)) forget();
    };
    window.addEventListener("popstate", forget);
    // Before the link's own handler: it may lead to this very page, which stays.
    window.addEventListener("click", forgetAtLink, { capture: true });
    return () => {
      window.removeEventListener("popstate", forget);
      window.removeEventListener("click", forgetAtLink, { capture: true });
      forget();
    };
  }, [writes]);
  return writes;
}

/** `page` is a constant of its module. Must stand below a Suspense boundary: the URL is known in the browser only. */
export function usePageView<Name extends string, View, Read extends ReadView<View>>(
  page: PageView<Name, View, Read>,
  bundle: Bundle,
): UsePageView<View, Read> {
  const parameters = useMemo(() => asText(page.names), [page]);
  const [raw, setRaw] = useQueryStates(parameters);
  const writes = useRecentWrites(raw as Values, (values, options) => void setRaw(values as never, options));
  const search = useSearchParams();
  const read = useMemo(() => page.read(bundle, raw as RawParameters<Name>), [page, bundle, raw]);
  // Outside of the router (a test of the hook) there is nothing to look at.
  const strays = useMemo(() => (search ? strayParameters(page.names, search) : []), [page, search]);
  // The same function while the page is the same: what is handed it need not be drawn again with every view.
  const setView = useCallback<SetView<View>>(
    (change, { isNewEntry = false } = {}) => {
      writes.add(page.write(change), { history: isNewEntry ? "push" : "replace" });
    },
    [page, writes],
  );
  return { ...read, ignored: [...read.ignored, ...strays], setView };
}
