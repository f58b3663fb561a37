/** What a reader sees of a page of figures: its controls as they stand, its plots in words, and all of its numbers. */
import { expect, type Page } from "@playwright/test";
import { expectStill } from "./still";

export type Picture = { controls: string[]; plots: string[]; tables: string[] };

/** Long enough for the worker's next answer, where several follow each other. */
const STILL_MS = 1500;

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

/** Waits until nothing on the page is on its way any more, and gives back what it shows then. */
export async function settledPicture(page: Page): Promise<Picture> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".pending")).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expectStill(
    async () => JSON.stringify(await readPicture(page)),
    STILL_MS,
    "a page that stands still",
    90_000,
  );
  return readPicture(page);
}
