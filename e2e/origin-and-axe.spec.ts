/**
 * What holds on every route, whatever it shows: it opens without an error, has one main heading, asks no other
 * origin for anything (page-watch.ts) and, once its data are there, no accessibility rule is broken, on a phone and
 * on a desk, in light and in dark.
 */
import { expectAccessible } from "./support/accessibility";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { builtRoutes } from "./support/routes";

const routes = builtRoutes();

test("the site has an overview", () => {
  expect(routes).toContain("");
});

for (const route of routes) {
  test.describe(`/${route}`, () => {
    test("opens with one main heading inside the main landmark", async ({ page }) => {
      await openPage(page, route);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.title()).not.toBe("");
      expect(await page.locator("html").getAttribute("lang")).toBeTruthy();
    });

    for (const width of [390, 1440]) {
      test(`breaks no accessibility rule at ${width} px, in light and in dark`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await openPage(page, route);
        await expectAccessible(page);
      });
    }

    test("fits a phone: nothing to scroll sideways at 390 px", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openPage(page, route);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
}

test("an unknown page says so in the site's own words", async ({ page, pageWatch }) => {
  pageWatch.allowError(/404/);
  const response = await page.goto("no-such-page/");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
