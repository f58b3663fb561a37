/** A start that is thought better of: off again, with nothing lost and nothing left over. */
import { expect, test } from "./support/page-watch";
import { expectParameter, goLive, openProbe } from "./support/probe-page";
import { holdBack } from "./support/requests";

test("cancelling a download gives the record back, and a later start works", async ({ page, context }) => {
  test.slow();
  const probe = await openProbe(page, "?seed=1");
  const recorded = await probe.table.textContent();
  const prompt = await probe.prompt.inputValue();
  const release = await holdBack(context, /\.wasm$/);

  for (const round of [1, 2]) {
    await test.step(`round ${round}`, async () => {
      await probe.start.click();
      await expect(probe.source.getByRole("progressbar")).toBeVisible();
      await probe.source.getByRole("button", { name: "Cancel" }).click();
      await expect(probe.source.getByRole("progressbar")).toHaveCount(0);
      await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
      await expect(probe.source.getByRole("alert")).toHaveCount(0);
      await expect(probe.source).toContainText("These answers are from the record");
      expect(await probe.table.textContent()).toBe(recorded);
      await expect(probe.prompt).toHaveValue(prompt);
      await expectParameter(page, "live", "0");
    });
  }
  await release();
  await goLive(probe);
  await expect(probe.source).toContainText("Live agrees with the record");

  await test.step("what was downloaded can be forgotten, and what runs goes on", async () => {
    const forget = probe.source.getByRole("button", { name: /^Forget the downloaded files, [\d.]+\sMB$/ });
    await forget.click();
    await expect(forget).toHaveCount(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await expect(probe.source).toContainText("Live on");
    await probe.source.getByRole("button", { name: "Back to the record" }).click();
    await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
  });
});
