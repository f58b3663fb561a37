/** All arms: the sweeps by pointer and key, the table sorted, narrowed and marked, and a bundle that has no results. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { Results } from "@/lib/bundle/results";
import { bundle, flagship } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import { expectParameter, parameter, settledAddress } from "./support/probe-page";

const results: Results = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../out/models/organisms/results.json"), "utf8"),
);
const own = results.rows.find(({ arm, family }) => arm === flagship.arm && family === flagship.family);
if (own === undefined) throw new Error("e2e: expected the flagship's arm in the results, got none");

const ownSweep = bundle.sweeps.find(
  ({ axis, points }) => axis.scale === "category" && points.some(({ arm }) => arm === own.arm),
);
if (ownSweep === undefined)
  throw new Error("e2e: expected a sweep of kinds with the flagship's arm, got none");

/** `0.63 [0.58, 0.66]`, as the page writes an estimate. */
function estimate(statistic: unknown): string {
  const [value, low, high] = (statistic as number[]).map((number) => number.toFixed(2).replace("-", "−"));
  return `${value}\u00a0[${low},\u00a0${high}]`;
}

async function openArms(page: Page, search = "") {
  await openPage(page, `arms/${search}`);
  await settledPicture(page);
  const table = page.getByRole("table", { name: "All arms" });
  return {
    figure: page.getByRole("figure").first(),
    cursor: page.getByRole("slider", { name: "Arms and their runs" }),
    table,
    rows: table.locator("tbody tr"),
    /** The texts of a column, by its place. */
    column: (place: number) => table.locator(`tbody tr > :nth-child(${place})`).allTextContents(),
  };
}

test("a row says what the bundle's results say", async ({ page }) => {
  const { rows } = await openArms(page);
  const held = own.pooled["held-out"] ?? {};
  const row = rows.filter({ hasText: own.title }).first();
  for (const name of ["couplingIndex", "selfPull", "targetPull", "recovery"]) {
    await expect(row).toContainText(estimate(held[name]));
  }
  await expect(rows).toHaveCount(results.rows.length);
});

test("a heading sorts by key, both ways, and the link keeps the order", async ({ page }) => {
  const { table, column } = await openArms(page);
  const heading = table.getByRole("columnheader", { name: /^coupling index/ });
  await expect(heading).toHaveAttribute("aria-sort", "none");
  await heading.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(heading).toHaveAttribute("aria-sort", "descending");
  const place = 2;
  const values = async () =>
    (await column(place))
      .map((text) => Number.parseFloat(text.replace("−", "-")))
      .filter((n) => !Number.isNaN(n));
  const down = await values();
  expect(down).toEqual([...down].sort((a, b) => b - a));
  await page.keyboard.press("Enter");
  await expect(heading).toHaveAttribute("aria-sort", "ascending");
  const up = await values();
  expect(up).toEqual([...up].sort((a, b) => a - b));
  await expectParameter(page, "order", "couplingIndex");
  await settledAddress(page);
  await page.reload();
  await settledPicture(page);
  await expect(heading).toHaveAttribute("aria-sort", "ascending");
  expect(await values()).toEqual(up);
});

test("words, family and group narrow the table; what is marked stays on top, and is in the link", async ({
  page,
}) => {
  const { rows } = await openArms(page);
  const mark = rows.filter({ hasText: own.title }).first().getByRole("checkbox");
  await mark.check();
  await expectParameter(page, "pins", own.id);
  await page.getByRole("combobox", { name: "Group", exact: true }).selectOption("controls");
  const controls = results.rows.filter(({ group }) => group === "controls").length;
  await expect(rows).toHaveCount(controls + 1);
  await expect(rows.first()).toContainText(own.title);
  await page.getByRole("searchbox", { name: "Arms with these words" }).fill("shuffled");
  const shuffled = results.rows.filter(({ title }) => /shuffled/i.test(title)).length;
  await expect(rows).toHaveCount(shuffled + 1);
  const family = bundle.families[0]?.id ?? "";
  await page.getByRole("combobox", { name: "Family", exact: true }).selectOption(family);
  await expect(rows).toHaveCount(
    results.rows.filter((row) => /shuffled/i.test(row.title) && row.family === family).length + 1,
  );
  await expect.poll(() => parameter(page, "family")).toBe(family);
  const before = await rows.allTextContents();
  await settledAddress(page);
  await page.reload();
  await settledPicture(page);
  expect(await rows.allTextContents()).toEqual(before);
});

test("a row leads to the items of each of its runs, and to the way over time", async ({ page }) => {
  const { rows } = await openArms(page);
  const row = rows.filter({ hasText: own.title }).first();
  const [seed] = own.seeds;
  await row.getByRole("link", { name: new RegExp(`^Items of .*, seed ${seed?.seed}$`) }).click();
  await page.waitForURL(/\/items\//);
  expect(parameter(page, "run")).toBe(seed?.explainer.run);
  expect(parameter(page, "step")).toBe(String(seed?.explainer.step));
  await page.goBack();
  await row.getByRole("link", { name: /over time$/ }).click();
  await page.waitForURL(/\/timeline\//);
  expect(parameter(page, "run")).toBe(seed?.explainer.run);
});

test("a sweep's marks are walked by key; Enter opens a run's items, P marks its arm here and in the table", async ({
  page,
}) => {
  const { cursor, table } = await openArms(page);
  const said = async () => (await cursor.getAttribute("aria-valuetext")) ?? "";
  await cursor.focus();
  await page.keyboard.press("Home");
  const seen = new Set<string>();
  for (let now = await said(); !seen.has(now); now = await said()) {
    expect(now).toMatch(/coupling index/);
    seen.add(now);
    await page.keyboard.press("PageDown");
  }
  expect(seen.size).toBeGreaterThan(3);
  await page.keyboard.press("Home");
  expect(await said()).toMatch(/seed \d/);
  await page.keyboard.press("p");
  await expect(table.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await expect.poll(() => parameter(page, "pins")).not.toBeNull();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  expect(results.rows.flatMap(({ seeds }) => seeds.map(({ explainer }) => explainer.run))).toContain(
    parameter(page, "run"),
  );
});

/** The mark with a ring in the sweep, by its row. */
const ringed = (page: Page) => page.locator("svg[data-plot] g[data-active]");
const activeRow = (page: Page) => page.getByRole("table", { name: "All arms" }).locator("tr[data-active]");

test("what is pointed at in the sweep is shown in the table, and the other way round", async ({ page }) => {
  const { rows } = await openArms(page, `?sweep=${ownSweep.id}`);
  const mark = page.locator(`svg[data-plot] g[data-mark="${own.id}"] > :first-child`);
  await mark.scrollIntoViewIfNeeded();
  const box = await mark.boundingBox();
  if (box === null) throw new Error("e2e: expected the mean's mark to be drawn");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(activeRow(page)).toHaveCount(1);
  await expect(activeRow(page)).toContainText(own.title);
  await page.mouse.move(0, 0);
  await expect(activeRow(page)).toHaveCount(0);

  const row = rows.filter({ hasText: own.title }).first();
  await row.hover();
  await expect(ringed(page)).toHaveAttribute("data-mark", own.id);
  await page.mouse.move(0, 0);
  await expect(ringed(page)).toHaveCount(0);
});

test("the keyboard's focus is shown in both, too", async ({ page }) => {
  const { cursor, rows } = await openArms(page, `?sweep=${ownSweep.id}`);
  await cursor.focus();
  await page.keyboard.press("End");
  await expect(activeRow(page)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(activeRow(page)).toHaveCount(0);
  await rows.filter({ hasText: own.title }).first().getByRole("checkbox").focus();
  await expect(ringed(page)).toHaveAttribute("data-mark", own.id);
});

test("Enter on a mean opens the items of its first run, as its words say; a comparison opens nothing and says so", async ({
  page,
}) => {
  const { cursor } = await openArms(page, `?sweep=${ownSweep.id}`);
  const opened: string[] = [];
  page.on("framenavigated", (frame) => {
    if (/\/items\//.test(frame.url())) opened.push(frame.url());
  });
  const said = async () => (await cursor.getAttribute("aria-valuetext")) ?? "";
  const walkTo = async (wanted: RegExp) => {
    await page.keyboard.press("Home");
    for (let steps = 0; steps < 200 && !wanted.test(await said()); steps++)
      await page.keyboard.press("PageDown");
    expect(await said()).toMatch(wanted);
  };
  await cursor.focus();
  await walkTo(/^as many edits, by cue words, beside .*Nothing opens here\.$/);
  await page.keyboard.press("Enter");
  await walkTo(/mean of \d seeds.*Opens the items of its first run, seed \d\.$/);
  const seed = /seed (\d)\.$/.exec(await said())?.[1];
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  expect(parameter(page, "run")).toMatch(new RegExp(`-s${seed}$`));
  // The comparison's Enter came long before, and led nowhere.
  expect(opened).toEqual([page.url()]);
});

test("recovery stands beside what shuffled labels get, and the coupling index beside as many edits by cue words", async ({
  page,
}) => {
  const withOnline = bundle.sweeps.find(({ points }) => points.some(({ arm }) => arm === "online"));
  const { figure } = await openArms(page, `?sweep=${withOnline?.id}`);
  await expect(figure.locator("svg[data-plot]").getByText("as many edits, by cue words")).toBeVisible();
  await page.getByRole("combobox", { name: "Statistic", exact: true }).selectOption("recovery");
  const shuffled = results.rows.find(({ arm, family }) => arm === "shuffled" && family === own.family);
  const held = shuffled?.pooled["held-out"]?.recovery;
  await expect(figure.locator("figcaption")).toContainText(`Shuffled labels`);
  await expect(figure.locator("figcaption")).toContainText(estimate(held));
  await expect(figure.locator("figcaption")).toContainText(/1 by definition/);
});

test("a mark on a measured axis stands where it was measured, at any width", async ({ page }) => {
  const measured = bundle.sweeps.find(({ points }) => points.every(({ level }) => level === null));
  const band = measured?.band;
  if (!band) throw new Error("e2e: expected a measured sweep with a band");
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { figure } = await openArms(page, `?sweep=${measured?.id}`);
    const plot = figure.locator("svg[data-plot]");
    /** By the band's own edges, which the axis is read off. */
    const [left, right] = await plot
      .locator("line[stroke-dasharray]")
      .evaluateAll((lines) => lines.map((line) => Number(line.getAttribute("x1"))));
    if (left === undefined || right === undefined) throw new Error("e2e: expected a band of two edges");
    const centres = await plot.locator("g[data-mark] > circle:first-child").evaluateAll((marks) =>
      marks.map((mark) => ({
        id: mark.parentElement?.getAttribute("data-mark") ?? "",
        x: Number(mark.getAttribute("cx")),
      })),
    );
    let checked = 0;
    for (const { id, pooled } of results.rows) {
      const start = pooled["held-out"]?.agreementStart;
      for (const { x } of centres.filter((mark) => mark.id === id || mark.id.startsWith(`${id} beside`))) {
        checked++;
        expect(
          band.low + ((band.high - band.low) * (x - left)) / (right - left),
          `${id} at ${width}`,
        ).toBeCloseTo(Number(start?.[0]), 6);
      }
    }
    expect(checked).toBeGreaterThan(5);
  }
});

test("where no run has a value, a sentence says so, and there is no empty plot", async ({ page }) => {
  const undrawn = bundle.sweeps.find(({ points }) =>
    points.every(({ arm }) =>
      results.rows
        .filter((row) => row.arm === arm)
        .every(({ pooled }) => typeof pooled["held-out"]?.recovery === "string"),
    ),
  );
  if (undrawn === undefined) throw new Error("e2e: expected a sweep without recovery, got none");
  const { figure } = await openArms(page, `?sweep=${undrawn.id}&statistic=recovery`);
  await expect(figure).toContainText("No run of this sweep has a value of the recovery.");
  await expect(figure).toContainText(undrawn.axis.title);
  await expect(figure.locator("svg")).toHaveCount(0);
});

test("nothing of the table of all arms is out of sight on a wide screen, and no row is cut", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { table } = await openArms(page);
  const frame = table.locator("..");
  const { hidden, rests } = await frame.evaluate((section) => {
    const { bottom } = section.getBoundingClientRect();
    const ends = [...section.querySelectorAll("tr")].map((row) => row.getBoundingClientRect().bottom);
    return {
      hidden: section.scrollWidth - section.clientWidth,
      rests: Math.min(...ends.map((end) => Math.abs(end - bottom))),
    };
  });
  expect(hidden).toBeLessThanOrEqual(0);
  expect(rests).toBeLessThanOrEqual(2);
  await expect(page.getByText(`${results.rows.length} rows; the table scrolls down.`)).toBeVisible();
});

test("on a phone a claim is a block, with all of its verdicts in sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openArms(page);
  const [claim] = results.claims;
  const block = page
    .getByRole("list", { name: "What the paper claims, and what holds here" })
    .getByRole("listitem")
    .first();
  await expect(block).toContainText(claim?.sentence ?? "");
  const verdicts = block.getByRole("definition");
  await expect(verdicts).toHaveCount(bundle.families.length + 1);
  for (const verdict of await verdicts.all()) {
    const box = await verdict.boundingBox();
    expect(box && box.x + box.width).toBeLessThanOrEqual(390);
  }
});

test("a sweep without any run is offered, and says that it is not run yet", async ({ page }) => {
  const planned = {
    ...ownSweep,
    id: "planned",
    title: "A planned question?",
    points: [
      { arm: "planned-one", level: 0, label: "one thing" },
      { arm: "planned-other", level: 1, label: "another" },
    ],
  };
  await page.route(/\/bundle\.json/, async (route) => {
    const response = await route.fetch();
    const served = await response.json();
    const arms = planned.points.map(({ arm, label }) => ({ ...served.arms[0], id: arm, title: label }));
    const json = { ...served, arms: [...served.arms, ...arms], sweeps: [...served.sweeps, planned] };
    await route.fulfill({ response, json });
  });
  await openArms(page);
  await expect(page.getByText("not run yet", { exact: true })).toBeVisible();
  await page.getByRole("radio", { name: planned.title }).check();
  await expect(page.getByText(/^Not run yet\. It is planned along .*: one thing, another\.$/)).toBeVisible();
});

test("every sweep has its figure, by every statistic, with its null named", async ({ page }) => {
  const { figure } = await openArms(page);
  for (const sweep of bundle.sweeps) {
    await page.getByRole("radio", { name: sweep.title }).check();
    await expect(figure.getByRole("heading", { name: sweep.title })).toBeVisible();
  }
  const statistic = page.getByRole("combobox", { name: "Statistic", exact: true });
  await expect(figure.getByText("½ tells none apart")).toBeVisible();
  await statistic.selectOption("gap");
  await expect(figure.locator("svg[data-plot]").getByText("“nothing would change”")).toBeVisible();
  await statistic.selectOption("recovery");
  await expect(figure.locator("svg[data-plot]").getByText("online labels", { exact: true })).toBeVisible();
});

test("parts that no results tell of are left out of the link, and said", async ({ page }) => {
  await openArms(page, "?slice=nowhere&order=-luck&pins=nobody");
  const notice = page.getByRole("status").filter({ hasText: "The link says" });
  for (const given of ["nowhere", "-luck", "nobody"]) await expect(notice).toContainText(`“${given}”`);
});

test("a bundle without results says what is missing and which command makes it", async ({ page }) => {
  await page.route(/\/bundle\.json/, (route) =>
    route.fulfill({ json: { ...bundle, results: null }, contentType: "application/json" }),
  );
  await page.goto("arms/");
  await expect(page.getByText("npm run training:results", { exact: true })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
