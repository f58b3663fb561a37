/**
 * Times, in a real browser over the built site, how long a page takes from a change of a control to the repaint that
 * shows what was asked for: filters and checkpoints of the Items page (15,600 rows), the checkpoint in Probe, and the
 * Timeline's task, which is computed anew in the worker. Beside each change, in turn, what a frame takes on this machine at that moment, so
 * that the ratio holds although the machine is noisy; and the processor time of the page's own thread, which is what
 * a change would take on a core of its own. Prints, asserts nothing.
 *
 *   npm run build && npm run bench:filter [-- ROUNDS [PAGE]]
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { ensureBrowser, QUIET_ARGS, thisMachine } from "./browser.mjs";
import { waitForArrival } from "./page-arrival.mjs";
import { createSiteServer, listenOnFreePort } from "./serve.mjs";

const HOST = "127.0.0.1";
const CHANGE_TIMEOUT_MS = 60_000;

const rounds = Number(process.argv[2] ?? 10);
/** What the names of the cases begin with; all of them otherwise. */
const wanted = process.argv[3] ?? "";
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench-filter: expected a number of rounds, got ${process.argv[2]}`);
  process.exit(1);
}

/** The steps at which the flagship was recorded: Probe opens on its last one, so that comes last. */
function flagshipSteps() {
  const path = resolve(import.meta.dirname, "../out/models/organisms/bundle.json");
  const { runs, flagship } = JSON.parse(readFileSync(path, "utf8"));
  return runs.find((/** @type {{ id: string }} */ { id }) => id === flagship).records.steps.map(String);
}

/** A control, the values it goes through, and the page to do it on. */
const CASES = [
  { name: "Items, verdict", route: "items/", label: "Verdict", values: ["omitted", "invented", "changed"] },
  {
    name: "Items, whose reply changes",
    route: "items/",
    label: "The edit changes",
    values: ["only-self", "both", ""],
  },
  { name: "Items, entities", route: "items/", label: "Entities", values: ["explained", "", "held-out"] },
  { name: "Items, margin", route: "items/", label: "Margin", values: ["away", "near", ""] },
  {
    name: "Items, sorted by prompt, verdict",
    route: "items/?order=prompt",
    label: "Verdict",
    values: ["omitted", "invented", ""],
  },
  { name: "Items, checkpoint", route: "items/?verdict=omitted", label: "Step", values: "all" },
  { name: "Probe, checkpoint", route: "probe/", label: "Checkpoint", values: flagshipSteps() },
  { name: "Timeline, task", route: "timeline/", label: "Task", values: "all" },
];

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** @param {number[]} values */
function spread(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(0).padStart(5)} (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

const server = createSiteServer(resolve(import.meta.dirname, "../out"));
const port = await listenOnFreePort(server, [0], HOST);
const browser = await chromium.launch({
  executablePath: ensureBrowser(thisMachine()).path,
  chromiumSandbox: false,
  args: QUIET_ARGS,
});

/** @typedef {import("@playwright/test").Page} Page */

/** Opens a page and waits until all that it shows at first is there. @param {string} route */
async function open(route) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`http://${HOST}:${port}/${route}`);
  await waitForArrival(page);
  return page;
}

/**
 * Milliseconds from a change to its repaint, and of a frame without one just before. What the page shows is the text of
 * its tables and notes; it has to be another than before, and nothing on its way any more.
 * @param {Page} page
 * @param {string} label
 * @param {string} value
 */
function timeChange(page, label, value) {
  return page.evaluate(
    async ([label, value, timeout]) => {
      const main = document.querySelector("main");
      /** @type {NodeListOf<HTMLSelectElement | HTMLInputElement> | undefined} */
      const found = main?.querySelectorAll("select, input[type=range]");
      // A slider's label goes on with its value.
      const control = [...(found ?? [])].find((one) =>
        one.labels?.[0]?.textContent?.startsWith(one.tagName === "INPUT" ? `${label} ` : label),
      );
      if (!main || !control) throw new Error(`bench-filter: expected a control ${label}, got none`);
      /** The moment after the next frame was painted. */
      const painted = () =>
        new Promise((done) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              port1.close();
              done(performance.now());
            };
            port2.postMessage(null);
          });
        });
      const shown = () =>
        [...main.querySelectorAll("table, [role=status], svg desc")].map((one) => one.textContent).join("\n");
      await painted();
      const idle = performance.now();
      const frame = (await painted()) - idle;
      const before = shown();
      const start = performance.now();
      const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set;
      set?.call(control, value);
      for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
      for (;;) {
        const now = await painted();
        if (shown() !== before && !main.querySelector("[aria-busy=true]")) return { ms: now - start, frame };
        if (now - start > Number(timeout))
          throw new Error(`bench-filter: ${label} = ${value} changed nothing`);
      }
    },
    /** @type {const} */ ([label, value, CHANGE_TIMEOUT_MS]),
  );
}

/** All values of a control but the one that it has, which comes last. @param {Page} page @param {string} label */
async function valuesOf(page, label) {
  const select = page.getByRole("main").getByRole("combobox", { name: label, exact: true });
  const own = await select.inputValue();
  const all = await select
    .getByRole("option")
    .evaluateAll((options) => options.map((one) => (one instanceof HTMLOptionElement ? one.value : "")));
  return [...all.filter((value) => value !== own), own];
}

/** Processor time of the page's thread so far, in milliseconds. @param {import("@playwright/test").CDPSession} session */
async function threadTime(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
}

try {
  console.log(`${rounds} rounds; milliseconds, median (range)`);
  for (const { name, route, label, values } of CASES.filter((one) => one.name.startsWith(wanted))) {
    const page = await open(route);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const chosen = typeof values === "string" ? await valuesOf(page, label) : values;
    /** @type {Record<"first" | "again", { ms: number, frame: number, thread: number }[]>} */
    const times = { first: [], again: [] };
    for (let round = 0; round < rounds; round++) {
      for (const value of chosen) {
        const before = await threadTime(session);
        const { ms, frame } = await timeChange(page, label, value);
        const thread = (await threadTime(session)) - before;
        times[round === 0 ? "first" : "again"].push({ ms, frame, thread });
      }
    }
    await page.close();
    for (const [when, all] of Object.entries(times)) {
      if (all.length === 0) continue;
      const of = (/** @type {(one: { ms: number, frame: number, thread: number }) => number} */ get) =>
        all.map(get);
      console.log(
        `${`${name}, ${when}`.padEnd(42)} repaint ${spread(of(({ ms }) => ms))}, page's thread ${spread(of(({ thread }) => thread))}, repaint / frame ${median(of(({ ms, frame }) => ms / frame)).toFixed(1)}`,
      );
    }
  }
} finally {
  await browser.close();
  server.close();
}
