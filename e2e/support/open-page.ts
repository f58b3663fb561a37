/** Opens a page and waits until it shows what it has. */
import { expect, type Page } from "@playwright/test";

/** What a route shows at last. Routes that are not named here have nothing that comes after their placeholders. */
const ARRIVED: Record<string, (page: Page) => Promise<void>> = {
  "": async (page) => {
    await expect(page.getByText("The figures are complete.")).toBeAttached();
    for (const figure of await page.getByRole("figure").all()) {
      await expect(figure.getByRole("img").first()).toBeVisible();
    }
  },
  "probe/": async (page) => {
    const panels = page.getByRole("region", { name: "At every checkpoint" }).getByRole("img");
    await expect(panels.first()).toBeVisible();
  },
};

/**
 * Goes to a route relative to the base URL ("", "probe/?step=600") and waits for its recorded results: the
 * network is quiet, no placeholder (`.pending` in app/globals.css) is left, and what comes last is there.
 */
export async function openPage(page: Page, route: string): Promise<void> {
  await page.goto(route, { waitUntil: "networkidle" });
  await expect(page.locator(".pending")).toHaveCount(0);
  await ARRIVED[route.split("?")[0] ?? ""]?.(page);
}
