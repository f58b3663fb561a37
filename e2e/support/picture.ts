/** What a reader sees of a page of figures: its controls as they stand, its plots in words, and all of its numbers. */
import { expect, type Page } from "@playwright/test";

export type Picture = { controls: string[]; plots: string[]; tables: string[] };

/** Long enough for the worker's next answer, where several follow each other. */
const STILL_MS = 1500;
const STILL_TIMEOUT_MS = 90_000;

/** Reads the page's main part. What is folded is read, too; the note on ignored parameters is not. */
export function readPicture(page: Page): Promise<Picture> {
  return page.getByRole("main").evaluate((main) => {
    const all = (selector: string) => [...main.querySelectorAll(selector)];
    const nameOf = (control: HTMLInputElement) =>
      control.getAttribute("aria-label") ?? control.labels?.[0]?.textContent ?? "";
    return {
      controls: [
        ...(all("select, input") as HTMLInputElement[]).map((one) => {
          const isToggle = one.type === "checkbox" || one.type === "radio";
          return `${nameOf(one)}: ${isToggle ? one.checked : one.value}`;
        }),
        ...all("[aria-pressed]").map((one) => `${nameOf(one as never)}: ${one.getAttribute("aria-pressed")}`),
        ...all("[aria-sort]").map((one) => `${one.textContent}: ${one.getAttribute("aria-sort")}`),
      ],
      plots: all("[role=img]").map(
        (one) => `${one.getAttribute("aria-label") ?? ""} ${one.querySelector("desc")?.textContent ?? ""}`,
      ),
      tables: all("table").map((table) =>
        [...(table as HTMLTableElement).rows]
          .map((row) => [...row.cells].map((cell) => cell.textContent).join(" | "))
          .join("\n"),
      ),
    };
  });
}

/** Waits until nothing has been drawn for `STILL_MS`: in the page, since reading a large one over and over costs more. */
async function waitUntilStill(page: Page): Promise<void> {
  const isStill = await page.evaluate(
    ([stillMs, timeoutMs]) =>
      new Promise<boolean>((resolve) => {
        const end = (answer: boolean) => {
          observer.disconnect();
          clearTimeout(timer);
          clearTimeout(last);
          resolve(answer);
        };
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(end, stillMs, true);
        });
        let timer = setTimeout(end, stillMs, true);
        const last = setTimeout(end, timeoutMs, false);
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
    [STILL_MS, STILL_TIMEOUT_MS],
  );
  expect(isStill, "a page that stands still").toBe(true);
}

/** Waits until nothing on the page is on its way any more, and gives back what it shows then. */
export async function settledPicture(page: Page): Promise<Picture> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".pending")).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await waitUntilStill(page);
  await expect(page.locator(".pending, [aria-busy=true]")).toHaveCount(0);
  return readPicture(page);
}
