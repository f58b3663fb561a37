/**
 * Takes pictures of the built pages, in light and in dark.
 *
 *   node scripts/screenshots.mjs FOLDER            whole pages, 1440 px and 390 px wide
 *   node scripts/screenshots.mjs docs --readme     the README's picture: the overview down to its plots' end
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { ensureBrowser, QUIET_ARGS, thisMachine } from "./browser.mjs";
import { waitForArrival } from "./page-arrival.mjs";
import { createSiteServer, listenOnFreePort } from "./serve.mjs";

const PAGES = ["", "plane/", "timeline/", "matrix/", "arms/", "items/", "probe/"];
const HOST = "127.0.0.1";
const DESKTOP = { width: 1440, height: 960 };
/** Below the plots of the README's picture. */
const README_MARGIN = 8;
const PHONE = { width: 390, height: 844 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: "boolean", default: false } },
});
const folder = positionals[0];
if (folder === undefined) {
  console.error("screenshots: expected a folder, got none: node scripts/screenshots.mjs FOLDER");
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

/** @type {{ name: string, path: string, viewport: typeof DESKTOP }[]} */
const shots = values.readme
  ? [{ name: "overview", path: "", viewport: DESKTOP }]
  : PAGES.flatMap((path) => {
      const name = path.replace("/", "") || "overview";
      return [
        { name, path, viewport: DESKTOP },
        { name: `${name}-phone`, path, viewport: PHONE },
      ];
    });

/**
 * The page from its top to where its plots end.
 * @param {import("@playwright/test").Page} page
 */
async function clipToPlots(page) {
  const bottoms = await page
    .locator("[data-plot]")
    .evaluateAll((plots) => plots.map((plot) => plot.getBoundingClientRect().bottom + scrollY));
  return { x: 0, y: 0, width: DESKTOP.width, height: Math.ceil(Math.max(...bottoms)) + README_MARGIN };
}

const server = createSiteServer(resolve(import.meta.dirname, "../out"));
const port = await listenOnFreePort(server, [0], HOST);
const browser = await chromium.launch({
  executablePath: ensureBrowser(thisMachine()).path,
  chromiumSandbox: false,
  args: QUIET_ARGS,
});
try {
  for (const { name, path, viewport } of shots) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
      await page.goto(`http://${HOST}:${port}/${path}`);
      await waitForArrival(page);
      await page.evaluate(() => document.fonts.ready);
      const file = join(folder, `${name}-${colorScheme}.png`);
      const clip = values.readme ? { clip: await clipToPlots(page) } : {};
      await page.screenshot({ path: file, fullPage: true, animations: "disabled", ...clip });
      await page.close();
      console.log(file);
    }
  }
} finally {
  await browser.close();
  server.close();
}
