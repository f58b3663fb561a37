/**
 * What is pointed at on a page, by kind: `{ step: "600", run: "a" }`. A store of its own, so that moving the
 * pointer over one panel redraws the marks that are concerned and nothing else. Not React; `linked-hover.tsx` is.
 */

/** A kind of thing ("step", "run") and which one. */
export type HoverKey = `${string}:${string}`;

export type HoverStore = {
  /** Replaces what is pointed at; an empty list for nothing. */
  set(keys: readonly HoverKey[]): void;
  /** Which one of a kind, null for none. */
  of(kind: string): string | null;
  /** Calls back after every change; gives back the way to stop that. */
  subscribe(onChange: () => void): () => void;
};

export function makeHoverStore(): HoverStore {
  let hovered = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    set(keys) {
      const next = new Map(
        keys.map((key) => {
          const mark = key.indexOf(":");
          return [key.slice(0, mark), key.slice(mark + 1)];
        }),
      );
      const isSame = next.size === hovered.size && [...next].every(([kind, id]) => hovered.get(kind) === id);
      if (isSame) return;
      hovered = next;
      for (const listener of listeners) listener();
    },
    of: (kind) => hovered.get(kind) ?? null,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
