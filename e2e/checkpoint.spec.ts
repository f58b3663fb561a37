/** Going through the checkpoints, by keyboard and by pointer: values, link and small multiples follow. */
import { flagship, formatCount, lastStep, steps } from "./support/bundle";
import { expect, test } from "./support/page-watch";
import { expectStep, openProbe, parameter } from "./support/probe-page";

const at = (index: number) => steps.at(index) as number;

test("by keyboard", async ({ page }) => {
  const probe = await openProbe(page, "?seed=1");
  await expect(probe.slider).toHaveValue(String(lastStep));
  const atLast = await probe.table.textContent();

  for (const [key, step] of [
    ["Home", at(0)],
    ["ArrowRight", at(1)],
    ["ArrowUp", at(2)],
    ["ArrowLeft", at(1)],
    ["ArrowLeft", at(0)],
    ["ArrowLeft", at(0)],
    ["PageUp", at(3)],
    ["End", lastStep],
    ["ArrowRight", lastStep],
  ] as const) {
    await probe.slider.press(key);
    await expectStep(probe, step);
    await expect(page.getByText(`Checkpoint ${formatCount(step)} of ${formatCount(lastStep)}`)).toBeVisible();
  }
  expect(await probe.table.textContent()).toBe(atLast);

  await probe.slider.press("Home");
  await expect
    .poll(() => probe.table.textContent(), { message: "values at the first step" })
    .not.toBe(atLast);
  if (flagship.shift.ramp) await expect(page.getByText("before its behaviour is changed")).toBeVisible();
});

test("by the buttons, the slider's track and a small multiple", async ({ page }) => {
  const probe = await openProbe(page, "?seed=1");
  const earlier = page.getByRole("button", { name: "Earlier" });
  const later = page.getByRole("button", { name: "Later" });
  await expect(later).toBeDisabled();
  await earlier.click();
  await expectStep(probe, at(-2));
  await later.click();
  await expectStep(probe, lastStep);
  const atLast = await probe.table.textContent();

  await test.step("the track's beginning", async () => {
    await probe.slider.click({ position: { x: 8, y: 16 } });
    await expectStep(probe, at(0));
    await expect(earlier).toBeDisabled();
    expect(await probe.table.textContent()).not.toBe(atLast);
  });

  await test.step("a small multiple, which then marks the checkpoint", async () => {
    const panel = probe.panels.first();
    await panel.scrollIntoViewIfNeeded();
    const former = await panel.screenshot({ animations: "disabled" });
    const width = (await panel.boundingBox())?.width ?? 0;
    let before = at(0);
    // At once and without hovering, as a finger does; ever further to the right.
    for (const share of [0.5, 0.7, 0.9]) {
      await panel.click({ position: { x: width * share, y: 30 } });
      await expect.poll(() => Number(parameter(page, "step"))).toBeGreaterThan(before);
      before = Number(parameter(page, "step"));
      expect(steps).toContain(before);
      await expectStep(probe, before);
    }
    const marked = await panel.screenshot({ animations: "disabled" });
    expect(marked.equals(former), "the picture is as before").toBe(false);
  });
});
