"use client";

/**
 * Links what is pointed at, by pointer or by keyboard, over all panels of a page: one `LinkedHover` around them,
 * and each panel sets and reads keys such as "step:600" or "run:gpt2-fixed-shift-s0". Without one around it a
 * panel is linked with itself alone.
 */
import { createContext, type ReactNode, use, useState, useSyncExternalStore } from "react";
import { type HoverStore, makeHoverStore } from "./hover-store";

export type { HoverKey } from "./hover-store";

const HoverContext = createContext<HoverStore | null>(null);

export function LinkedHover({ children }: { children: ReactNode }) {
  const [store] = useState(makeHoverStore);
  return <HoverContext value={store}>{children}</HoverContext>;
}

/** The page's store; outside of one a store of the component's own, for which it has to be asked in one place. */
export function useHoverStore(): HoverStore {
  const around = use(HoverContext);
  const [own] = useState(makeHoverStore);
  return around ?? own;
}

/** Which one of a kind is pointed at ("600" of "step"); null for none. Redraws when that changes. */
export function useHovered(store: HoverStore, kind: string): string | null {
  return useSyncExternalStore(
    store.subscribe,
    () => store.of(kind),
    () => null,
  );
}
