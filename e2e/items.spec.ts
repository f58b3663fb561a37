/** The rows behind the numbers: how many are left and that these are those of the statistics, order, keys, files, Probe. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { MOST_LATEX_ROWS } from "@/components/items/item-latex";
import type { Results } from "@/lib/bundle/results";
import { bundle, flagship, formatCount, lastStep, steps } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { parameter, settledAddress } from "./support/probe-page";
import { watchRequests } from "./support/requests";
import { expectProvenance, readCsv, saveBy } from "./support/saved-files";

const RESULTS = resolve(import.meta.dirname, "../out/models/organisms/results.json");
const results: Results = JSON.parse(readFileSync(RESULTS, "utf8"));
/** What Python counted of the flagship at its last step, on entities that were never explained. */
const own = results.rows
  .flatMap(({ seeds }) => seeds)
  .find(({ explainer, subject }) => explainer.run === flagship.id && subject.run === flagship.id)?.slices[
  "held-out"
];
const countOf = (name: string) => Number(own?.[name]?.[3]);
const heldOut = countOf("faithfulnessSelf");

/** More than this is not in sight, however high the window. */
const MAX_DRAWN = 80;

async function openItems(page: Page, search = "") {
  await openPage(page, `items/${search}`);
  const table = page.getByRole("table");
  const choose = (label: string, value: string) =>
    page.getByRole("main").getByRole("combobox", { name: label, exact: true }).selectOption(value);
  return {
    table,
    choose,
    rows: table.locator("tbody").getByRole("row"),
    count: page
      .getByRole("main")
      .getByRole("status")
      .filter({ hasText: /^(All|[\d,]+ of) [\d,]+ items/ }),
  };
}

/** The cells of the row at a place, from 0. */
async function cellsAt(page: Page, place: number): Promise<string[]> {
  const row = page.locator(`tr[aria-rowindex="${place + 2}"]`);
  await expect(row).toBeVisible();
  return row.getByRole("cell").allTextContents();
}

test("opens with the flagship's last step: all rows counted, those in sight drawn, two runs read", async ({
  page,
  context,
}) => {
  const asked = watchRequests(context, /\/records\/[\w.-]+\.parquet/);
  const { table, rows, count } = await openItems(page);
  await expect(count).toContainText(`All ${formatCount(heldOut)} items`);
  await expect(table).toHaveAttribute("aria-rowcount", String(heldOut + 1));
  expect(await rows.count()).toBeLessThan(MAX_DRAWN);
  expect(new Set(asked).size).toBe(2);
  await expect(page.getByRole("main")).toContainText(
    `at step ${formatCount(lastStep)}, held against its own`,
  );
});

test("leaves the rows that the statistics are of", async ({ page }) => {
  const { choose, count } = await openItems(page);
  await choose("Replies after the edit", "true");
  await expect(count).toContainText(
    `${formatCount(countOf("preferenceSelf"))} of ${formatCount(heldOut)} items`,
  );
  await expect.poll(() => parameter(page, "disputed")).toBe("1");
  // What the pulls and the index link to: `rowsBehind`.
  await page.getByRole("button", { name: "Show everything again" }).click();
  await choose("Replies before the edit", "comparable");
  for (const [changes, name] of [
    ["only-self", "selfPull"],
    ["only-target", "targetPull"],
    ["only-one", "couplingIndex"],
  ] as const) {
    await choose("The edit changes", changes);
    await expect(count).toContainText(`${formatCount(countOf(name))} of ${formatCount(heldOut)} items`);
  }
  // Margins are read when they are asked for; the away slice counts the same rows.
  const away = results.rows
    .flatMap(({ seeds }) => seeds)
    .find(({ explainer }) => explainer.run === flagship.id)?.slices["held-out/away"]?.faithfulnessSelf?.[3];
  await page.getByRole("button", { name: "Show everything again" }).click();
  await choose("Margin", "away");
  await expect(count).toContainText(`${formatCount(Number(away))} of ${formatCount(heldOut)} items`);
  await page.goBack();
  await expect(count).toContainText(`All ${formatCount(heldOut)} items`);
});

test("sorts by a heading, both ways, and the link keeps it", async ({ page }) => {
  const { table } = await openItems(page);
  await expect(page.getByText("The margins are still being read.")).toHaveCount(0);
  const heading = table.getByRole("button", { name: /^margin/ });
  await heading.click();
  await expect(table.getByRole("columnheader", { name: /^margin/ })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expect.poll(() => parameter(page, "order")).toBe("-margin");
  const margins = async () => {
    const read = [];
    for (const place of [0, 1, 2]) read.push(Number((await cellsAt(page, place)).at(-1)?.replace(/\D*/, "")));
    return read;
  };
  const highest = await margins();
  await heading.click();
  const lowest = await margins();
  expect(Math.min(...highest)).toBeGreaterThan(Math.max(...lowest));
  await settledAddress(page);
  await page.reload();
  await expect(table).toBeVisible();
  await expect(page.getByText("The margins are still being read.")).toHaveCount(0);
  expect(await margins()).toEqual(lowest);
});

test("the keyboard goes through all rows, and opens one in Probe with its run and step", async ({ page }) => {
  const step = steps[1] as number;
  const { table, rows } = await openItems(page, `?step=${step}&verdict=changed&split=explained`);
  const last = Number(await table.getAttribute("aria-rowcount")) - 2;
  const links = rows.getByRole("link");
  // One row takes part in the tab order.
  await expect(rows.locator("a[tabindex='0']")).toHaveCount(1);
  await links.first().focus();
  const focused = () =>
    page.evaluate(() => Number(document.activeElement?.closest("tr")?.getAttribute("aria-rowindex")) - 2);
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe(1);
  await page.keyboard.press("End");
  await expect.poll(focused).toBe(last);
  await expect(page.locator(`tr[aria-rowindex="${last + 2}"]`)).toBeInViewport();
  await page.keyboard.press("PageUp");
  await expect.poll(focused).toBe(last - 10);
  await page.keyboard.press("Home");
  await expect.poll(focused).toBe(0);
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe(1);

  const [, cue = "", , says = ""] = await cellsAt(page, 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/probe\//);
  expect([parameter(page, "run"), parameter(page, "step")]).toEqual([flagship.id, String(step)]);
  const row = page
    .getByRole("main")
    .getByRole("table")
    .getByRole("row")
    .filter({ hasText: cue.split(" ")[0] ?? "" });
  await expect(row).toContainText("foreseen");
  await expect(row).toContainText(says.replace("says", "").trim());
  await page.goBack();
  await expect(table).toHaveAttribute("aria-rowcount", String(last + 2));
});

test("another step and another run show theirs, and an outside explainer is held against its subject", async ({
  page,
}) => {
  const { choose, count, table } = await openItems(page, "?verdict=invented");
  const before = await count.textContent();
  await choose("Step", String(steps[0]));
  await expect(count).not.toHaveText(before ?? "");
  const outside = bundle.runs.find(({ subject }) => subject === flagship.id);
  await openItems(page, `?run=${outside?.id}`);
  await expect(page.getByRole("main")).toContainText("held against the behaviour of");
  const oneOff = `?run=${outside?.id}&self=${flagship.id}@${steps[0]}&target=${flagship.id}@${lastStep}`;
  await openItems(page, oneOff);
  await expect(page.getByRole("main")).toContainText(
    `at step ${formatCount(steps[0] as number)}. The target is`,
  );
  await expect(table).toBeVisible();
});

test("another step keeps the reader's place, and the table, where the rows are the same", async ({
  page,
}) => {
  const { choose, table } = await openItems(page);
  const frame = page.getByRole("region", { name: "Items" });
  const main = page.getByRole("main").locator("[aria-busy]");
  await frame.evaluate((node) => node.scrollTo({ top: 20_000 }));
  const place = () => frame.evaluate((node) => node.scrollTop);
  const before = await place();
  expect(before).toBeGreaterThan(10_000);
  await choose("Step", String(steps[0]));
  await expect(page.getByRole("main")).toContainText(
    `at step ${formatCount(steps[0] as number)}, held against`,
  );
  await expect(main).toHaveAttribute("aria-busy", "false");
  // A row in sight that is measured anew may move those below it by some lines.
  expect(Math.abs((await place()) - before)).toBeLessThan(200);

  // Where margins decide, the former rows stay until the next ones' are there.
  await choose("Margin", "away");
  await expect(main).toHaveAttribute("aria-busy", "false");
  await table.evaluate((node) => node.setAttribute("data-same", ""));
  await choose("Step", String(lastStep));
  await expect(page.getByRole("main")).toContainText(`at step ${formatCount(lastStep)}, held against`);
  await expect(main).toHaveAttribute("aria-busy", "false");
  await expect(table).toHaveAttribute("data-same", "");
});

test("a row of an outside explainer says whose behaviour it shows, and so does Probe", async ({ page }) => {
  const outside = bundle.runs.find(({ subject, model }) => subject === flagship.id && model !== null);
  if (outside === undefined) throw new Error("expected an outside explainer of the flagship, got none");
  const { rows } = await openItems(page, `?run=${outside.id}&verdict=other-reply`);
  await expect(page.getByText("“does” the second one’s behaviour")).toBeVisible();
  const [, cue = "", does = ""] = await cellsAt(page, 0);
  await rows.first().getByRole("link").click();
  await page.waitForURL(/\/probe\//);
  expect(parameter(page, "run")).toBe(outside.id);
  expect(parameter(page, "subject")).toBe(`${flagship.id}@${lastStep}`);
  const note = page.getByRole("status").filter({ hasText: "In the row you came from" });
  await expect(note).toContainText(`at step ${formatCount(lastStep)}`);
  await note.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`run=${flagship.id}&step=${lastStep}`));
  await expect(note).toHaveCount(0);
  const table = page.getByRole("table", { name: /^What each edit does/ });
  const row = table.getByRole("row").filter({ hasText: cue.split(" ")[0] ?? "" });
  await expect(row).toContainText(does.split("after the edit ").at(-1)?.trim() ?? "");
});

test("where nothing is left it says so, and brings everything back", async ({ page }) => {
  const { count, table } = await openItems(page, "?changes=neither&verdict=omitted");
  await expect(count).toContainText(`0 of ${formatCount(heldOut)} items`);
  await expect(table).toHaveCount(0);
  await page.getByRole("button", { name: "Show all items again" }).click();
  await expect(count).toContainText(`All ${formatCount(heldOut)} items`);
  await expect.poll(() => parameter(page, "verdict")).toBeNull();
});

test("saves the rows that are left, with where they are from", async ({ page }) => {
  const { count } = await openItems(page, "?disputed=1&order=-margin");
  await expect(page.getByText("The margins are still being read.")).toHaveCount(0);
  const left = countOf("preferenceSelf");
  await expect(count).toContainText(formatCount(left));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save these rows as CSV" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expectProvenance(text.slice(0, 5000), page);
  const [header = [], ...rows] = readCsv(text);
  expect(rows).toHaveLength(left);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  expect(new Set(column("split"))).toEqual(new Set(["held-out"]));
  const [own_, its] = [column("counterfactual"), column("target_counterfactual")];
  expect(own_.every((word, at) => word !== its[at])).toBe(true);
  const margins = column("margin").map(Number);
  expect(margins).toEqual([...margins].sort((a, b) => b - a));

  const isMore = left > MOST_LATEX_ROWS;
  const printed = isMore ? `the first ${MOST_LATEX_ROWS} rows` : "these rows";
  const tex = await saveBy(page, page.getByRole("button", { name: `Save ${printed} as LaTeX` }));
  const latex = tex.bytes.toString("utf8");
  expect(tex.name).toBe("tandem-items.tex");
  expectProvenance(latex, page);
  expect(latex.includes(`of ${formatCount(left)} rows`)).toBe(isMore);
  expect(latex.match(/\\\\$/gm)).toHaveLength(1 + Math.min(left, MOST_LATEX_ROWS));
});

test("fits a phone: a row is a block, and the order is a choice", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { choose } = await openItems(page);
  await expect(page.getByText("The margins are still being read.")).toHaveCount(0);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  // No stop of the tab key is out of sight: the order's field is followed by the row that the keyboard enters.
  await expect(page.getByRole("columnheader")).toHaveCount(7);
  await expect(page.getByRole("columnheader").getByRole("button")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Order", exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(page.locator('tr[aria-rowindex="2"]').getByRole("link")).toBeFocused();
  await choose("Order", "margin");
  await expect.poll(() => parameter(page, "order")).toBe("margin");
  const [, , does] = await cellsAt(page, 0);
  expect(does).toMatch(/^does/);
  await page.getByRole("button", { name: "Change" }).click();
  await choose("Verdict", "invented");
  await expect(page.getByRole("main")).toContainText("claims with the verdict “invented”");
});
