// @vitest-environment happy-dom
import { NuqsTestingAdapter, type UrlUpdateEvent } from "nuqs/adapters/testing";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { SETTLE_MS } from "@/lib/permalink/recent-writes";
import { type UseProbeView, useProbeView } from "@/lib/permalink/use-probe-view";

const bundle = makeBundle();

type Seen = { latest: UseProbeView | null; urls: UrlUpdateEvent[] };

function Page({ seen }: { seen: Seen }) {
  seen.latest = useProbeView(bundle);
  return null;
}

/** The hook's latest answer, in a page opened at `search`, and every URL it has written. */
async function openAt(search: string) {
  const seen: Seen = { latest: null, urls: [] };
  const root = createRoot(document.createElement("div"));
  await act(async () => {
    root.render(
      <NuqsTestingAdapter searchParams={search} onUrlUpdate={(event) => seen.urls.push(event)} hasMemory>
        <Page seen={seen} />
      </NuqsTestingAdapter>,
    );
  });
  const latest = () => seen.latest as UseProbeView;
  return { latest, urls: seen.urls, close: () => act(async () => root.unmount()) };
}

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
});
afterEach(() => {
  delete (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT;
});

describe("useProbeView", () => {
  it("reads the link, and notes what it could not use", async () => {
    const page = await openAt("?step=0&cues=weather~1&backend=cuda");
    expect(page.latest().view).toMatchObject({
      step: 0,
      cues: [{ cue: "weather", wording: 1 }],
      backend: "auto",
    });
    expect(page.latest().ignored.map(({ name }) => name)).toEqual(["backend"]);
    await page.close();
  });

  it("writes changes into the URL and leaves the rest of it", async () => {
    const page = await openAt("?step=0&prompt=hello");
    await act(async () => page.latest().setView({ prompt: null, entity: "peru" }, { isNewEntry: true }));
    expect(page.latest().view).toMatchObject({ step: 0, prompt: null, entity: "peru" });
    // The address is written a moment after the view has changed.
    const last = await vi.waitUntil(() => page.urls.at(-1));
    expect(Object.fromEntries(last.searchParams)).toEqual({ step: "0", entity: "peru" });
    expect(last.options.history).toBe("push");
    await page.close();
  });

  it("does not bring back what the visitor left by a link", async () => {
    vi.useFakeTimers();
    const page = await openAt("");
    // The address of this test is never the page's, so that every change counts as lost.
    const countAfter = async (leave: () => void) => {
      page.urls.length = 0;
      await act(async () => page.latest().setView({ step: 0 }));
      await act(async () => {
        leave();
        await vi.advanceTimersByTimeAsync(2 * SETTLE_MS);
      });
      return page.urls.length;
    };
    const link = document.body.appendChild(document.createElement("a"));
    link.href = "/probe/";
    link.addEventListener("click", (event) => event.preventDefault());
    const kept = await countAfter(() => {});
    expect(kept).toBeGreaterThan(1);
    expect(await countAfter(() => link.click())).toBe(kept - 1);
    const inNewTab = new MouseEvent("click", { ctrlKey: true, bubbles: true, cancelable: true });
    expect(await countAfter(() => link.dispatchEvent(inNewTab))).toBe(kept);
    link.remove();
    await page.close();
    vi.useRealTimers();
  });
});
