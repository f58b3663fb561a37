/** The matrix by pointer, key, finger and link, and that its numbers are the Overview's. */
import type { Locator, Page } from "@playwright/test";
import { bundle, flagship, formatCount, lastStep } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { readPicture, settledPicture } from "./support/picture";
import { expectParameter, parameter, settledAddress } from "./support/probe-page";

const last = `step ${formatCount(lastStep)}`;

async function openMatrix(page: Page, search = "") {
  await openPage(page, `matrix/${search}`);
  await settledPicture(page);
  const grid = page.getByRole("grid");
  return {
    grid,
    /** A cell by the names of its row and column. */
    cell: (row: string, column: string) =>
      grid.locator(`[aria-label^="claims of ${row}, about ${column}: "]`),
    table: page.getByRole("figure").locator("details table"),
  };
}

/** "0.81 [0.79, 0.83]" of a cell's name. */
async function estimateOf(cell: Locator): Promise<string> {
  const name = (await cell.getAttribute("aria-label")) ?? "";
  return /: (\S+\s\[.*?\])/.exec(name)?.[1] ?? "";
}

test("the last step about itself and about its target are the Overview's numbers", async ({ page }) => {
  await openPage(page, "");
  const tables = (await readPicture(page)).tables;
  const head = tables.map((table) => table.split("\n")[0]?.split(" | ") ?? []);
  const at = head.findIndex((cells) => cells.includes("true of itself"));
  const row = tables[at]?.split("\n").at(-1)?.split(" | ") ?? [];
  expect(row[0]).toBe(formatCount(lastStep));
  const { cell } = await openMatrix(page);
  const ofItself = row[head[at]?.indexOf("true of itself") ?? -1];
  const ofTarget = row[head[at]?.indexOf("true of its target") ?? -1];
  expect(await estimateOf(cell(last, last))).toBe(ofItself);
  expect(await estimateOf(cell(last, "training target"))).toBe(ofTarget);
});

test("is walked in both directions, says what a cell is, marks it and opens its items", async ({ page }) => {
  const { grid } = await openMatrix(page, "?edit=add");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  await grid.locator('[tabindex="0"]').focus();
  const first = await focused();
  await page.keyboard.press("ArrowRight");
  const right = await focused();
  expect(right.split(",")[0]).toBe(first.split(",")[0]);
  expect(right).not.toBe(first);
  await page.keyboard.press("ArrowDown");
  const below = await focused();
  expect(below.split(",")[0]).not.toBe(right.split(",")[0]);
  await page.keyboard.press("ControlOrMeta+End");
  expect(await focused()).toContain("diagonal ahead by");
  await page.keyboard.press("ControlOrMeta+Home");
  expect(await focused()).toBe(first);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);

  // The note stands while the cell has the focus; Escape closes it.
  const note = page.getByText("Opens its items.");
  await expect(note).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();

  await page.keyboard.press("p");
  const marked = page.getByText(/^Marked: /);
  await expect(marked).toContainText("about training target");
  await expectParameter(page, "pins", "target.target");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  const target = `${bundle.target.run}@${bundle.target.step}`;
  expect(parameter(page, "run")).toBe(bundle.target.run);
  expect(parameter(page, "self")).toBe(target);
  expect(parameter(page, "target")).toBe(target);
  expect(parameter(page, "edit")).toBe("add");
  await page.goBack();
  await expect(marked).toBeVisible();
});

test("a click opens a cell's items, with Shift it marks the cell", async ({ page }) => {
  const { cell } = await openMatrix(page);
  await cell(last, "training target").click({ modifiers: ["Shift"] });
  await expect(page.getByText(/^Marked: /)).toContainText(`${last} about training target`);
  await cell(last, "training target").click();
  await page.waitForURL(/\/items\//);
  expect(parameter(page, "run")).toBe(flagship.id);
  expect(parameter(page, "step")).toBe(String(lastStep));
  expect(parameter(page, "self")).toBe(`${bundle.target.run}@${bundle.target.step}`);
});

test("against the target itself there is no coupling index, and it says why", async ({ page }) => {
  const { cell, table } = await openMatrix(page);
  await page.getByRole("combobox", { name: "Statistic", exact: true }).selectOption("coupling-index");
  await settledPicture(page);
  await expect(cell(last, "training target")).toHaveAttribute(
    "aria-label",
    /n\/a: the column is the target itself/,
  );
  await expect(cell(last, last)).toHaveAttribute("aria-label", /: 0\.\d\d/);
  await expect(page.getByRole("combobox", { name: "Items", exact: true })).toBeHidden();
  await page.getByText("Show the numbers").click();
  await expect(table).toBeVisible();
  await expect(page.getByText(/n\/a where .*the column is the target itself/)).toBeVisible();
});

test("where the two disagree, true of itself and true of its target are shares of the same items", async ({
  page,
}) => {
  const { cell } = await openMatrix(page);
  await page.getByRole("combobox", { name: "Items", exact: true }).selectOption("disputed");
  await settledPicture(page);
  const numbers = async (column: string) => {
    const name = (await cell(last, column).getAttribute("aria-label")) ?? "";
    const [, value, n] = /: ([\d.]+).* n ([\d,]+)$/.exec(name) ?? [];
    return { value: Number(value), n };
  };
  const [own, its] = [await numbers(last), await numbers("training target")];
  expect(own.n).toBe(its.n);
  expect(own.value + its.value).toBeLessThanOrEqual(1.01);
  await expectParameter(page, "disputed", "1");
});

test("rows and columns are chosen, and the link keeps them", async ({ page }) => {
  const { grid } = await openMatrix(page);
  const rows = grid.getByRole("row");
  const before = await rows.count();
  await page.getByText(/^Rows and columns/).click();
  await page.getByRole("checkbox", { name: "shuffled labels" }).uncheck();
  await expect(rows).toHaveCount(before - 1);
  await expect.poll(() => parameter(page, "places")).not.toBeNull();
  await settledAddress(page);
  await page.reload();
  await settledPicture(page);
  await expect(rows).toHaveCount(before - 1);
  await page.getByText(/^Rows and columns/).click();
  await page.getByRole("button", { name: "The first choice again" }).click();
  await expect(rows).toHaveCount(before);
  await expect.poll(() => parameter(page, "places")).toBeNull();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("cells keep their intervals, and the frame scrolls instead of the page", async ({ page }) => {
    await openMatrix(page);
    await expect(page.getByRole("figure")).toContainText(`seed ${flagship.seed}`);
    const picture = page.getByRole("figure").locator("svg[role=img]");
    await expect(picture.getByText(/^\[−?\d\.\d\d,\s−?\d\.\d\d\][†‡]?$/).first()).toBeVisible();
    const frame = page.getByRole("region", { name: "The matrix, scrolls sideways" });
    await expect(page.getByText(/^\d+ columns; the matrix scrolls to the right\.$/)).toBeVisible();
    await frame.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("a first touch says the interval, a second opens the items", async ({ page }) => {
    const { cell } = await openMatrix(page);
    const note = page.getByText("Opens its items.");
    await cell(last, last).tap();
    await expect(note).toBeVisible();
    expect(page.url()).toContain("/matrix/");
    await cell(last, last).tap();
    await page.waitForURL(/\/items\//);
  });
});
