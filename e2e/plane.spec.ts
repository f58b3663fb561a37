/** The plane at large: which runs stand on it, what pointing and keys do there, and that its numbers are the Overview's. */
import type { Locator, Page } from "@playwright/test";
import { findRun } from "@/lib/bundle/runs";
import type { Run } from "@/lib/bundle/schema";
import { defaultPlaneRuns, MAX_PLANE_RUNS, notOnPlane } from "@/lib/permalink/plane-view";
import { bundle, flagship, formatCount, lastStep } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { readPicture, settledPicture } from "./support/picture";
import { parameter, settledAddress } from "./support/probe-page";
import { watchRequests } from "./support/requests";

const RECORDS = /\/records\/[\w.-]+\.parquet/;
const placeable = bundle.runs.filter(({ id }) => notOnPlane(bundle, id) === null);
const opening = defaultPlaneRuns(bundle);

async function openPlane(page: Page, search = "") {
  await openPage(page, `plane/${search}`);
  await settledPicture(page);
  const figure = page.getByRole("figure");
  return {
    figure,
    cursor: figure.getByRole("slider", { name: "Points of the plane" }),
    list: page.getByRole("list", { name: "Runs on the plane" }).getByRole("listitem"),
    table: figure.locator("table"),
  };
}

const valueText = async (cursor: Locator) => (await cursor.getAttribute("aria-valuetext")) ?? "";

/** A number of the point that the cursor is at. */
async function numberOf(cursor: Locator, name: string): Promise<number> {
  const match = new RegExp(`${name} (−?[\\d.]+)`).exec(await valueText(cursor));
  return Number(match?.[1]?.replace("−", "-") ?? Number.NaN);
}

test("reads the records of the runs that are shown, their subjects and targets, and no others", async ({
  page,
  context,
}) => {
  const asked = watchRequests(context, RECORDS);
  const shown = placeable.find(({ subject }) => subject !== null) as Run;
  await openPlane(page, `?runs=${shown.id}`);
  const needed = [shown.id, shown.subject, shown.supervision.target?.run];
  const paths = needed.flatMap((id) => findRun(bundle, id ?? "")?.records?.path ?? []);
  const files = new Set(asked.map((url) => new URL(url).pathname.split("/records/")[1]));
  expect([...files].sort()).toEqual([...new Set(paths.map((path) => path.replace("records/", "")))].sort());
});

test("opens with the flagship and its controls, and gives the flagship the Overview's numbers", async ({
  page,
}) => {
  await openPage(page, "");
  const step = formatCount(lastStep);
  const rowOf = (rows: string[], ...parts: string[]) =>
    rows.find((row) => parts.every((part) => row.split(" | ").includes(part)))?.split(" | ") ?? [];
  const overview = (await readPicture(page)).tables[0]?.split("\n") ?? [];
  const own = rowOf(overview, "the model", "never explained", step);
  expect(own).toHaveLength(6);

  const { list, table } = await openPlane(page);
  await expect(list).toHaveCount(opening.length);
  const rows = (await table.locator("tr").all()).map(async (row) =>
    (await row.locator("th, td").allTextContents()).join(" | "),
  );
  const all = await Promise.all(rows);
  const there = all.find((row) => row.startsWith(`${armOf(flagship)}, `) && row.includes(` | ${step} | `));
  expect(there?.split(" | ").slice(2)).toEqual(own.slice(2));
});

function armOf(run: Run): string {
  return bundle.arms.find(({ id }) => id === run.arm)?.title ?? "";
}

test("keys go through all points in order, and in the direction of the arrow", async ({ page }) => {
  const { cursor } = await openPlane(page);
  await cursor.focus();
  await page.keyboard.press("Home");
  const seen = new Set<string>();
  for (let said = await valueText(cursor); !seen.has(said); said = await valueText(cursor)) {
    expect(said).toMatch(/self-pull .*target-pull .*coupling index/);
    seen.add(said);
    await page.keyboard.press("PageDown");
  }
  expect(seen.size).toBeGreaterThan(opening.length);

  for (const [key, name, sign] of [
    ["ArrowUp", "self-pull", 1],
    ["ArrowDown", "self-pull", -1],
    ["ArrowRight", "target-pull", 1],
    ["ArrowLeft", "target-pull", -1],
  ] as const) {
    // It stays where nothing lies ahead, which is not so at every point.
    let moves = 0;
    await page.keyboard.press("Home");
    for (let place = 0; place < seen.size && moves === 0; place++) {
      const [before, said] = [await numberOf(cursor, name), await valueText(cursor)];
      await page.keyboard.press(key);
      if ((await valueText(cursor)) === said) {
        await page.keyboard.press("PageDown");
        continue;
      }
      moves++;
      expect((await numberOf(cursor, name)) * sign).toBeGreaterThanOrEqual(before * sign);
    }
    expect(moves, key).toBe(1);
  }
  await page.keyboard.press("Escape");
  expect(await valueText(cursor)).toBe("no point chosen");
});

test("a point opens its items: the same run, step and entities, and those that its index counts", async ({
  page,
}) => {
  const { cursor, figure } = await openPlane(page, "?split=explained&edit=add");
  await cursor.focus();
  await page.keyboard.press("Home");
  const step = /step ([\d,]+)/.exec(await valueText(cursor))?.[1]?.replace(",", "");
  const counts = await figure.getByText(/^n = [\d,]+ edits of only itself/).textContent();
  const [own, its] = [...(counts ?? "").matchAll(/[\d,]+(?= (edits )?of only)/g)].map(([n]) =>
    Number(n.replace(",", "")),
  ) as [number, number];
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  await expect(page.getByText(`${formatCount(own + its)} of `)).toBeVisible();
  expect(parameter(page, "run")).toBe(opening[0]);
  expect(parameter(page, "step")).toBe(step);
  expect(parameter(page, "split")).toBe("explained");
  expect(parameter(page, "edit")).toBe("add");
  await page.goBack();
  await expect(cursor).toBeVisible();
});

test("of a landmark nothing is announced to open, and nothing does", async ({ page }) => {
  const { cursor } = await openPlane(page);
  const keys = async () =>
    page.locator(`[id="${await cursor.getAttribute("aria-describedby")}"]`).textContent();
  await cursor.focus();
  await page.keyboard.press("Home");
  expect(await valueText(cursor)).toMatch(/Opens its items\.$/);
  expect(await keys()).toMatch(/Enter opens .*P marks it/);
  await page.keyboard.press("End");
  expect(await valueText(cursor)).toMatch(/Nothing opens here\.$/);
  expect(await keys()).not.toMatch(/Enter|P marks/);
  const address = page.url();
  await page.keyboard.press("Enter");
  await page.keyboard.press("p");
  expect(await valueText(cursor)).toMatch(/Nothing opens here\.$/);
  expect(page.url()).toBe(address);
});

test("pointing at a run in the list points at its path, and P marks it", async ({ page }) => {
  const { figure, cursor, list } = await openPlane(page);
  const faint = figure.locator("svg g[opacity]:not([opacity='1'])");
  await expect(faint).toHaveCount(0);
  await list.nth(1).hover();
  await expect(faint).not.toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(faint).toHaveCount(0);

  const mark = list.first().getByRole("checkbox", { name: /^Mark / });
  await expect(mark).toBeChecked();
  await cursor.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("p");
  await expect(mark).not.toBeChecked();
  await expect.poll(() => parameter(page, "pins")).toBe("");
  await settledAddress(page);
  await page.reload();
  await expect(mark).not.toBeChecked();
});

test("runs are added and taken away, sets chosen, and the way back leads there", async ({ page }) => {
  const { list } = await openPlane(page);
  const set = page.getByRole("combobox", { name: "A set to begin with" });
  const first = await set.inputValue();
  await list
    .last()
    .getByRole("button", { name: /^Remove / })
    .click();
  await expect(list).toHaveCount(opening.length - 1);
  await expect.poll(() => parameter(page, "runs")).toBe(opening.slice(0, -1).join());

  await page.getByText("Add a run").click();
  const removed = findRun(bundle, opening.at(-1) ?? "") as Run;
  const arm = page.getByRole("combobox", { name: "How it was trained" });
  await arm.fill(armOf(removed));
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Which of those" }).selectOption(removed.id);
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(list).toHaveCount(opening.length);
  await expect(set).toHaveValue(first);

  await page.goBack();
  await expect(list).toHaveCount(opening.length - 1);
  await page.goBack();
  await expect(list).toHaveCount(opening.length);

  const others = await set
    .getByRole("option")
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  await set.selectOption(others.find((value) => value !== first) ?? "");
  await expect(async () => {
    const runs = parameter(page, "runs")?.split(",") ?? [];
    expect(runs).not.toEqual(opening);
    expect(runs.length).toBe(await list.count());
  }).toPass({ timeout: 30_000 });
});

test("more runs than can be told apart are not shown, and it is said which", async ({ page }) => {
  const ids = placeable.slice(0, MAX_PLANE_RUNS + 1).map(({ id }) => id);
  expect(ids, "runs in the bundle").toHaveLength(MAX_PLANE_RUNS + 1);
  const { list } = await openPlane(page, `?runs=${ids}&steps=last`);
  await expect(list).toHaveCount(MAX_PLANE_RUNS);
  const notice = page.getByRole("status").filter({ hasText: "The link says" });
  await expect(notice).toContainText(`“${ids.at(-1)}”, which is one more than the ${MAX_PLANE_RUNS} runs`);
});

test("without a run it says so, and a set brings some", async ({ page }) => {
  await page.goto("plane/?runs=");
  await expect(page.getByText("No run is chosen.")).toBeVisible();
  const set = page.getByRole("combobox", { name: "A set to begin with" });
  await set.selectOption({ index: 1 });
  await expect(page.getByRole("figure")).toBeVisible();
});
