/**
 * Times live probes in a real browser over the built site: one WASM thread and several, in turn on the same
 * prompts, so that their ratio holds although the machine is noisy. Prints, asserts nothing.
 *
 *   npm run build && npm run bench [-- PROMPTS]
 */
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { ensureBrowser, QUIET_ARGS, thisMachine } from "./browser.mjs";
import { createSiteServer, listenOnFreePort } from "./serve.mjs";

const HOST = "127.0.0.1";
const BACKENDS = ["wasm", "wasm-threads"];
const NEXT_PROMPT = /another prompt they differ on/i;
const START_LIVE = /live/i;
const RESULT = /(\d+) checkpoints? in ([\d,.]+) ms/;
const START_TIMEOUT_MS = 120_000;

const prompts = Number(process.argv[2] ?? 30);
if (!Number.isInteger(prompts) || prompts < 1) {
  console.error(`bench: expected a number of prompts, got ${process.argv[2]}`);
  process.exit(1);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** @param {number[]} values */
function spread(values) {
  return `${median(values).toFixed(1)} (min ${Math.min(...values).toFixed(1)}, max ${Math.max(...values).toFixed(1)})`;
}

const server = createSiteServer(resolve(import.meta.dirname, "../out"));
const port = await listenOnFreePort(server, [0], HOST);
const browser = await chromium.launch({
  executablePath: ensureBrowser(thisMachine()).path,
  chromiumSandbox: false,
  args: QUIET_ARGS,
});

/** Opens Probe on a backend, live. @param {string} backend */
async function openLive(backend) {
  const page = await browser.newPage();
  await page.goto(`http://${HOST}:${port}/probe/?backend=${backend}&seed=1`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: START_LIVE }).first().click();
  await page.getByText(RESULT).waitFor({ timeout: START_TIMEOUT_MS });
  return page;
}

/** Asks for the next prompt and waits for its time. @param {import("@playwright/test").Page} page */
async function timeNext(page) {
  const before = await page.getByText(RESULT).textContent();
  await page.getByRole("button", { name: NEXT_PROMPT }).click();
  await page.waitForFunction(
    ([old, pattern]) => {
      const line = [...document.querySelectorAll("[role=status]")].map((node) => node.textContent ?? "");
      const now = line.find((text) => new RegExp(pattern ?? "").test(text));
      return now !== undefined && now !== old;
    },
    [before, RESULT.source],
  );
  const [, checkpoints = "1", milliseconds = "NaN"] =
    RESULT.exec((await page.getByText(RESULT).textContent()) ?? "") ?? [];
  return { checkpoints: Number(checkpoints), ms: Number(milliseconds.replace(/,/g, "")) };
}

try {
  const pages = await Promise.all(BACKENDS.map(openLive));
  /** @type {number[][]} */
  const totals = BACKENDS.map(() => []);
  let checkpoints = 1;
  for (let prompt = 0; prompt < prompts; prompt++) {
    for (const [index, page] of pages.entries()) {
      const result = await timeNext(page);
      checkpoints = result.checkpoints;
      totals[index]?.push(result.ms);
    }
  }
  const [one = [], several = []] = totals;
  console.log(`${prompts} prompts, ${checkpoints} checkpoints each; milliseconds, median (range)`);
  for (const [index, backend] of BACKENDS.entries()) {
    const all = totals[index] ?? [];
    console.log(`  ${backend.padEnd(13)} one probe ${spread(all.map((ms) => ms / checkpoints))}`);
    console.log(`  ${"".padEnd(13)} all checkpoints ${spread(all)}`);
  }
  console.log(
    `  several threads / one thread, pair by pair: ${spread(several.map((ms, i) => ms / (one[i] ?? Number.NaN)))}`,
  );
} finally {
  await browser.close();
  server.close();
}
