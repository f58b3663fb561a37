/** The pages without a pointer: everything is reached by Tab, in a sensible order, and works from there. */
import type { Locator, Page } from "@playwright/test";
import { firstTask, steps } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import {
  expectAnswered,
  expectLive,
  expectStep,
  openProbe,
  parameter,
  probePage,
} from "./support/probe-page";

/** More stops than the page has. */
const MAX_STOPS = 60;

/** Tabs until the focus is there, and expects it to be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((node) => node === document.activeElement);
  for (let stop = 0; stop < MAX_STOPS && !(await isThere()); stop++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

test("the skip link leads past the header", async ({ page }) => {
  await openProbe(page);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(probePage(page).prompt).toBeFocused();
});

test("the Overview's points and steps are read one by one", async ({ page }) => {
  await openPage(page, "");
  for (const [name, figure] of [
    ["Points of the plane", page.getByRole("figure").first()],
    ["Training step", page.getByRole("figure").last()],
  ] as const) {
    const cursor = figure.getByRole("slider", { name });
    await tabTo(page, cursor);
    await page.keyboard.press("Home");
    const first = await cursor.getAttribute("aria-valuetext");
    expect(first).toMatch(/\d/);
    await page.keyboard.press("ArrowRight");
    await expect(cursor).not.toHaveAttribute("aria-valuetext", first ?? "");
    await page.keyboard.press("Escape");
  }
});

test("a walk through Probe by keyboard alone", async ({ page }) => {
  test.slow();
  const probe = await openProbe(page, "?seed=1");

  await test.step("type", async () => {
    await tabTo(page, probe.prompt);
    await page.keyboard.press("ControlOrMeta+Home");
    const opening = await probe.prompt.inputValue();
    await page.keyboard.type("zebrafish ");
    await expect(probe.prompt).toHaveValue(`zebrafish ${opening}`);
    await expect(probe.remarks).toContainText("The models do not know “zebrafish”");
    // Undo is the browser's own: a letter or a word at a time, and nothing before the first one.
    for (const _ of "zebrafish ") await page.keyboard.press("ControlOrMeta+z");
    await expect(probe.prompt).toHaveValue(opening);
  });

  await test.step("choose an entity from the list", async () => {
    const entity = page.getByRole("combobox", { name: "Entity" });
    await tabTo(page, entity);
    const former = await entity.inputValue();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("listbox", { name: "Entity" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(entity).toHaveValue(former);
    const other = firstTask.entities.find(({ id }) => id !== former)?.id ?? "";
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(other);
    await page.keyboard.press("Enter");
    await expect(entity).toHaveValue(other);
    await expect.poll(() => parameter(page, "entity")).toBe(other);
    await expect(probe.prompt).toHaveValue(new RegExp(other));
  });

  await test.step("toggle a cue", async () => {
    const cue = firstTask.cues[0];
    const toggle = page.getByRole("checkbox", { name: cue?.name });
    await tabTo(page, toggle);
    const was = await toggle.isChecked();
    await page.keyboard.press("Space");
    await expect(toggle).toBeChecked({ checked: !was });
  });

  await test.step("go live", async () => {
    await tabTo(page, probe.start);
    await page.keyboard.press("Enter");
    await expectLive(probe);
    await expectAnswered(probe);
  });

  await test.step("go through the checkpoints", async () => {
    await tabTo(page, probe.slider);
    await page.keyboard.press("Home");
    await expectStep(probe, steps[0] as number);
    await page.keyboard.press("ArrowRight");
    await expectStep(probe, steps[1] as number);
    const row = probe.table.getByRole("row").nth(1);
    await expect(row).toContainText(/taken out|put in/);
  });

  await test.step("and back to the record", async () => {
    for (let stop = 0; stop < MAX_STOPS; stop++) {
      const back = probe.source.getByRole("button", { name: "Back to the record" });
      if (await back.evaluate((node) => node === document.activeElement)) break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await expect(probe.start).toBeVisible();
  });
});
