/** What a first visit costs: script bytes before any click, and how much the page moves while it arrives. */
import { gzipSync } from "node:zlib";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { builtFile, scriptsOf, watchRequests } from "./support/requests";

/** Of scripts that the page needs to be read and used; gzipped. */
const MAX_SHELL_BYTES = 250e3;
/** Of all scripts that come without a click: the charts and the worker that reads the tables, too. */
const MAX_ALL_BYTES = 400e3;
/** Half of what counts as good on the web. */
const MAX_LAYOUT_SHIFT = 0.05;

const kilobytes = (bytes: number) => `${Math.round(bytes / 1e3)} KB`;

test("the Overview's shell stays below 250 KB of script, gzipped", async ({ page, context }) => {
  const asked = watchRequests(context, /\.m?js(\?|$)/);
  await openPage(page, "");
  const shell = scriptsOf(page.url());
  const sizes = [...new Set(asked)].map((url) => ({
    path: new URL(url).pathname,
    bytes: gzipSync(builtFile(url), { level: 9 }).length,
  }));
  const sum = (some: typeof sizes) => some.reduce((bytes, one) => bytes + one.bytes, 0);
  const ofShell = sizes.filter(({ path }) => shell.some((script) => path.endsWith(script)));
  console.log(
    `Overview: ${kilobytes(sum(ofShell))} of script, ${kilobytes(sum(sizes))} with charts and workers`,
  );
  expect(ofShell.length).toBeGreaterThan(0);
  expect(sum(ofShell), JSON.stringify(ofShell, null, 1)).toBeLessThanOrEqual(MAX_SHELL_BYTES);
  expect(sum(sizes), JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(MAX_ALL_BYTES);
});

for (const [name, route] of Object.entries({ Overview: "", Probe: "probe/", "a link": "probe/?seed=1" })) {
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
      const shifts = await page.evaluate(
        () => (window as unknown as { shifts: { value: number; what: string }[] }).shifts,
      );
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      console.log(`${name}, ${width} px: layout shift ${sum.toFixed(4)}`);
      expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(MAX_LAYOUT_SHIFT);
    });
  }
}
