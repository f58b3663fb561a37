/** The pages of figures: a copied address is the same picture elsewhere, a mangled one says so, and no mouse is needed. */
import { expectAccessible } from "./support/accessibility";
import { ANALYSIS_PAGES } from "./support/analysis-pages";
import { openPage } from "./support/open-page";
import { expect, test, watchContext } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import { settledAddress } from "./support/probe-page";
import { builtRoutes } from "./support/routes";

test("every page of the site is tested here or as Overview and Probe", () => {
  expect(builtRoutes().sort()).toEqual(["", "probe/", ...ANALYSIS_PAGES.map(({ route }) => route)].sort());
});

for (const { route, change, bad } of ANALYSIS_PAGES) {
  test.describe(`/${route}`, () => {
    test.slow();

    test("a changed view is the same picture in another browser, and keeps the rules there", async ({
      page,
      browser,
    }) => {
      await openPage(page, route);
      const opening = await settledPicture(page);
      expect(opening.tables.length).toBeGreaterThan(0);
      await change(page);
      // What is only pointed at, or has the focus, is no part of the view.
      await page.mouse.move(0, 0);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const changed = await settledPicture(page);
      expect(changed.controls).not.toEqual(opening.controls);
      expect(changed.tables).not.toEqual(opening.tables);

      const context = await browser.newContext();
      const { foreign, errors } = watchContext(context, new URL(page.url()).origin);
      const other = await context.newPage();
      await other.goto(page.url());
      expect(await settledPicture(other)).toEqual(changed);
      await expect(other.getByText("The link says")).toHaveCount(0);
      await expectAccessible(other);
      await context.close();
      expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    });

    test("a mangled link gives the opening view and says what was left out of it", async ({ page }) => {
      await openPage(page, route);
      const opening = await settledPicture(page);
      const search = new URLSearchParams({ ...bad, "no-such-name": "1" });
      await page.goto(`${route}?${search}`);
      const picture = await settledPicture(page);
      expect(picture).toEqual(opening);
      const notice = page.getByRole("status").filter({ hasText: "The link says" });
      for (const [name, given] of Object.entries(bad)) {
        // Of a list each part is named.
        await expect(notice).toContainText(`The link says ${name} “${given.split(",")[0]}`);
      }
      await expect(notice).toContainText("The link says no-such-name “1”, which this page does not know");
      await expectAccessible(page);
    });

    test("an address with broken escapes still opens", async ({ page }) => {
      await page.goto(`${route}?run=%E0%A4%A&task=%&pins=%zz`);
      expect((await settledPicture(page)).tables.length).toBeGreaterThan(0);
    });

    test("every figure is read by keyboard alone", async ({ page }) => {
      await openPage(page, route);
      await settledPicture(page);
      const figures = await page.getByRole("figure").all();
      for (const figure of figures) {
        const cursor = figure
          .getByRole("slider")
          .or(figure.getByRole("grid").locator("[tabindex='0']"))
          .first();
        await cursor.focus();
        await expect(cursor).toBeFocused();
        const said = () =>
          page.evaluate(() => {
            const at = document.activeElement;
            return (
              at?.getAttribute("aria-valuetext") ?? at?.getAttribute("aria-label") ?? at?.textContent ?? ""
            );
          });
        await page.keyboard.press("Home");
        const first = await said();
        expect(first).toMatch(/\d|n\/a/);
        await page.keyboard.press("End");
        await expect.poll(said).not.toBe(first);
        await page.keyboard.press("Home");
        await expect.poll(said).toBe(first);
        const numbers = figure.locator("summary", { hasText: "Show the numbers" });
        await numbers.focus();
        await page.keyboard.press("Enter");
        await expect(figure.getByRole("table", { name: /^The numbers of/ })).toBeVisible();
      }
    });

    test("fits a phone with everything unfolded", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openPage(page, route);
      await settledPicture(page);
      const folded = page
        .getByRole("main")
        .locator("button[aria-expanded=false]:visible, details:not([open]) > summary:visible");
      // What unfolds may hold what is folded itself.
      await expect(async () => {
        if ((await folded.count()) > 0) await folded.first().click();
        expect(await folded.count()).toBe(0);
      }).toPass({ intervals: [50] });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    });
  });
}

test("the header leads to every page", async ({ page }) => {
  await openPage(page, "");
  const links = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
  const names = await links.allTextContents();
  expect(names).toHaveLength(builtRoutes().length);
  for (const name of names) {
    const link = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("the Overview, too, says what it left out of a link", async ({ page }) => {
  const notice = page.getByRole("status").filter({ hasText: "The link says" });
  await openPage(page, "?foo=1&run=nonsense");
  await expect(notice).toContainText("The link says foo “1”, which this page does not know");
  await expect(notice).toContainText("The link says run “nonsense”, which this page does not know");
  await openPage(page, "");
  await expect(notice).toHaveCount(0);
});

for (const [route, name, label, value] of [
  ["plane/", "Plane", "Checkpoints", "last"],
  ["timeline/", "Timeline", "Entities", "explained"],
  ["items/", "Items", "Verdict", "omitted"],
] as const) {
  test(`the header's link to ${name} takes a change of the last moment back, for good`, async ({ page }) => {
    await openPage(page, route);
    const select = page.getByRole("main").getByRole("combobox", { name: label, exact: true });
    const opening = await select.inputValue();
    await select.selectOption(value);
    await expect(page).toHaveURL(/\?/);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
    await expect(page).not.toHaveURL(/\?/);
    await settledAddress(page);
    expect(new URL(page.url()).search).toBe("");
    await expect(select).toHaveValue(opening);
  });
}
