/** Opens a page and waits until it shows what it has. */
import { expect, type Page } from "@playwright/test";

/**
 * Goes to a route relative to the base URL ("", "probe/?step=600") and waits for its recorded results: the
 * network is quiet and no placeholder (`.pending` in app/globals.css) is left.
 */
export async function openPage(page: Page, route: string): Promise<void> {
  await page.goto(route, { waitUntil: "networkidle" });
  await expect(page.locator(".pending")).toHaveCount(0);
}
