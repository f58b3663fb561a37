/** What a first visit costs: script bytes before any click, and how much the page moves while it arrives. */
import { gzipSync } from "node:zlib";
import { ANALYSIS_PAGES } from "./support/analysis-pages";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import { builtFile, watchRequests } from "./support/requests";

/** Gzipped, of every script that comes without a click: the worker that reads the tables, too. */
const MAX_SCRIPT_BYTES = 250e3;
/** Half of what counts as good on the web. */
const MAX_LAYOUT_SHIFT = 0.05;

test("the Overview stays below 250 KB of script, gzipped, workers' included", async ({ page, context }) => {
  const asked = watchRequests(context, /\.m?js(\?|$)/);
  await openPage(page, "");
  const sizes = [...new Set(asked)].map((url) => ({
    path: new URL(url).pathname,
    bytes: gzipSync(builtFile(url), { level: 9 }).length,
  }));
  const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
  console.log(`Overview: ${Math.round(bytes / 1e3)} KB of script in ${sizes.length} files, gzipped`);
  expect(sizes.length).toBeGreaterThan(0);
  expect(bytes, JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
});

const ROUTES = {
  Overview: "",
  Probe: "probe/",
  "a link": "probe/?seed=1",
  ...Object.fromEntries(ANALYSIS_PAGES.map(({ route }) => [`/${route}`, route])),
};

for (const [name, route] of Object.entries(ROUTES)) {
  for (const width of [390, 1440]) {
    test(`${name} stands still while it arrives, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        const shifts: { value: number; what: string }[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
            sources: { node: Node | null }[];
          })[]) {
            const what = entry.sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? "").join(" | ");
            if (!entry.hadRecentInput) shifts.push({ value: entry.value, what });
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await openPage(page, route);
      await settledPicture(page);
      const shifts = await page.evaluate(
        () => (window as unknown as { shifts: { value: number; what: string }[] }).shifts,
      );
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      console.log(`${name}, ${width} px: layout shift ${sum.toFixed(4)}`);
      expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(MAX_LAYOUT_SHIFT);
    });
  }
}
