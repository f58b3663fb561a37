/** The theme's own button: it turns the page, the choice outlives a reload and the system's, and both pass axe. */
import { expectAccessible } from "./support/accessibility";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";

test("the toggle turns the page to dark and back, and the choice stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openPage(page, "matrix/");
  const html = page.locator("html");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect(html).toHaveAttribute("data-theme", "light");
  const light = await paper();

  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Light theme" })).toBeVisible();
  const dark = await paper();
  expect(dark).not.toBe(light);

  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "dark");
  expect(await paper()).toBe(dark);
  const back = page.getByRole("button", { name: "Light theme" });
  await expect(back).toBeEnabled();
  // The choice stands, whatever the system prefers: axe looks at the same dark page under both.
  await expectAccessible(page);
  await expect(html).toHaveAttribute("data-theme", "dark");

  await back.focus();
  await page.keyboard.press("Enter");
  await expect(html).toHaveAttribute("data-theme", "light");
  expect(await paper()).toBe(light);
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "light");
});
