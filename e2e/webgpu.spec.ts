/**
 * The same probe on WebAssembly and on WebGPU, at every checkpoint of the flagship: equal classes, probabilities
 * within the bundle's tolerance. The browser of this project is started with a software adapter, so a missing
 * adapter is a failure and no reason to skip.
 */
import { bundle, steps } from "./support/bundle";
import { expect, test } from "./support/page-watch";
import { expectStep, goLive, openProbe, type ProbePage, readWords } from "./support/probe-page";

/** A start on a software adapter compiles every kernel; on a busy machine that takes minutes. */
test.setTimeout(540_000);

/** What a checkpoint answers: the words of reply and table, and every probability that the page holds. */
async function readAnswers(probe: ProbePage) {
  const answers = [];
  await probe.slider.press("Home");
  for (const step of steps) {
    await expectStep(probe, step);
    const replies = probe.page.getByRole("region", { name: "At one checkpoint" }).getByRole("listitem");
    answers.push({
      step,
      reply: await replies.filter({ hasText: "(its reply)" }).textContent(),
      table: await readWords(probe.table),
      probabilities: await probe.page
        .getByRole("region", { name: "At one checkpoint" })
        .locator("data")
        .evaluateAll((all) => all.map((one) => Number((one as HTMLDataElement).value))),
    });
    await probe.slider.press("ArrowRight");
  }
  return answers;
}

test("WASM and WebGPU answer alike at every checkpoint", async ({ page }) => {
  const probe = await openProbe(page, "?seed=1&backend=wasm");
  const adapter = await page.evaluate(async () => {
    const found = await (navigator as { gpu?: GPU }).gpu?.requestAdapter();
    return found ? `${found.info.vendor} ${found.info.architecture}` : null;
  });
  expect(adapter, "the WebGPU adapter that this run promises").not.toBeNull();

  await goLive(probe);
  await expect(probe.source).toContainText("Live on WebAssembly, 1 thread");
  await expect(probe.source).toContainText("Live agrees with the record");
  const onWasm = await readAnswers(probe);

  await probe.source.getByRole("button", { name: "Back to the record" }).click();
  await probe.backend.selectOption("webgpu");
  await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
  await goLive(probe);
  await expect(probe.source).toContainText(`Live on WebGPU, ${adapter}`);
  await expect(probe.source).toContainText("Live agrees with the record");
  const onWebGpu = await readAnswers(probe);

  let largest = 0;
  for (const [i, wasm] of onWasm.entries()) {
    const webGpu = onWebGpu[i];
    expect({ ...webGpu, probabilities: null }).toEqual({ ...wasm, probabilities: null });
    expect(webGpu?.probabilities).toHaveLength(wasm.probabilities.length);
    for (const [k, p] of wasm.probabilities.entries()) {
      largest = Math.max(largest, Math.abs(p - (webGpu?.probabilities[k] ?? Number.NaN)));
    }
  }
  console.log(`${adapter}: ${onWasm.length} checkpoints, probabilities within ${largest.toExponential(1)}`);
  expect(onWasm[0]?.probabilities.length).toBeGreaterThan(2 * (bundle.tasks[0]?.cues.length ?? 0));
  expect(largest).toBeLessThanOrEqual(Math.min(bundle.tolerance.probability, 1e-3));
});
