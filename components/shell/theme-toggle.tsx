"use client";

import { useEffect, useSyncExternalStore } from "react";
import { THEME_KEY } from "./theme-script";

type Theme = "light" | "dark";

/** The document's attribute is the state; this only listens to it. */
function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

function stored(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null; // storage is blocked: the system's preference decides on every visit
  }
}

export function ThemeToggle() {
  const theme = useSyncExternalStore(subscribe, current, () => null);

  // Until somebody chooses, the page follows the system, also when it changes at dusk.
  useEffect(() => {
    const media = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      if (stored() === null) document.documentElement.dataset.theme = media.matches ? "dark" : "light";
    };
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);

  const next: Theme = theme === "dark" ? "light" : "dark";
  const choose = () => {
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(THEME_KEY, next);
    } catch {
      // not remembered, and nothing else is lost
    }
  };

  return (
    <button
      type="button"
      onClick={choose}
      disabled={theme === null}
      className="min-w-[6.5em] py-xs text-right font-sans text-label text-soft hover:text-ink"
    >
      {theme === null ? "Theme" : `${next === "dark" ? "Dark" : "Light"} theme`}
    </button>
  );
}
