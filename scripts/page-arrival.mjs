/** Waits until all that a built page shows at first is there. Knows none of the pages. */

const TIMEOUT_MS = 180_000;

/** @param {import("@playwright/test").Page} page that has been sent to its address */
export async function waitForArrival(page) {
  await page.waitForLoadState("networkidle", { timeout: TIMEOUT_MS });
  await page.waitForFunction(
    () =>
      !document.querySelector(".pending, [aria-busy=true]") &&
      !/still being read|have not been read yet/.test(document.body.textContent ?? ""),
    undefined,
    { timeout: TIMEOUT_MS },
  );
}
