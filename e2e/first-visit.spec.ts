/** What a newcomer does: reads the Overview, follows its link into Probe, and runs the model. */
import { bundle, flagship, formatCount } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { expectAnswered, expectLive, probePage, readWords } from "./support/probe-page";
import { builtFile, holdBack, watchModelRequests } from "./support/requests";

/** `0.52 [0.50, 0.58]`; a minus is a true one. */
const ESTIMATE = /−?\d\.\d\d\s\[−?\d\.\d\d,\s−?\d\.\d\d\]/;

/** The page states whole megabytes; two small scripts of the runtime are not among them. */
const STATED_WITHIN_BYTES = 1e6;

test("the Overview shows two figures and three findings, and asks for nothing of the model", async ({
  page,
  context,
}) => {
  const asked = watchModelRequests(context);
  await openPage(page, "");

  const figures = page.getByRole("figure");
  await expect(figures).toHaveCount(2);
  await expect(figures.first().getByRole("img", { name: /^The coupling plane\. / })).toBeVisible();
  await expect(figures.last().getByRole("img", { name: /^Coupling index/ })).toBeVisible();
  const claims = figures.last().getByRole("img", { name: /^Claims that are true/ });
  for (const name of ["constant, itself", "constant, target"]) {
    await expect(claims.getByText(name)).toBeVisible();
  }

  const findings = page.getByRole("region", { name: "What is found" }).getByRole("paragraph");
  await expect(findings).toHaveCount(3);
  for (const finding of await findings.all()) await expect(finding).toHaveText(ESTIMATE);

  // The sentences' numbers are the figures'.
  const index = ESTIMATE.exec((await findings.nth(1).textContent()) ?? "")?.[0] ?? "";
  await figures.last().getByText("Show the numbers").click();
  const last = figures.last().getByRole("table").getByRole("row").last();
  await expect(last).toContainText(formatCount(flagship.records?.steps.at(-1) ?? 0));
  await expect(last).toContainText(index);

  expect(asked, "files of the runtime or of the model").toEqual([]);
});

test("from the Overview into Probe, recorded at once, then live", async ({ page, context }) => {
  test.slow();
  const asked = watchModelRequests(context);
  await openPage(page, "");
  await page.getByRole("link", { name: /on which the model and its target part ways/ }).click();

  const probe = probePage(page);
  await expect(probe.table).toBeVisible();
  await expect(probe.source).toContainText("These answers are from the record");
  await expect(probe.table.getByRole("row")).toHaveCount(1 + (bundle.tasks[0]?.cues.length ?? 0));
  const recorded = await readWords(probe.table);
  expect(asked, "files of the runtime or of the model before a click").toEqual([]);

  await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
  const stated = Number(/([\d.]+)\sMB$/.exec((await probe.start.textContent()) ?? "")?.[1]) * 1e6;

  const release = await holdBack(context, /\.wasm$/);
  await probe.start.click();
  const progress = probe.source.getByRole("progressbar");
  await expect(progress).toHaveAttribute("aria-valuetext", /^[\d.]+\sMB of [\d.]+\sMB$/);
  await expect(probe.source.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expect(probe.table).toBeVisible();
  await release();

  await expectLive(probe);
  await expect(probe.source).toContainText(/Live on (WebGPU|WebAssembly), .*onnxruntime-web \d+\.\d+\.\d+\./);
  await expect(probe.source).toContainText(
    /Checked against \d+ .*reference runs: logits differ by at most [\d.e−]+ \(allowed [\d.e−]+\)\./,
  );
  const fetched = asked.reduce((bytes, url) => bytes + builtFile(url).length, 0);
  expect(Math.abs(fetched - stated), `${fetched} bytes fetched, ${stated} stated`).toBeLessThanOrEqual(
    STATED_WITHIN_BYTES,
  );

  await expectAnswered(probe);
  await expect(probe.source).toContainText(
    "Live agrees with the record: every reply and claim is the same, probabilities within",
  );
  await expect(probe.source).toContainText(`${flagship.checkpoints.length} checkpoints`);
  expect(await readWords(probe.table)).toEqual(recorded);

  await test.step("a reload is live again by itself, from what the browser kept", async () => {
    const askedBefore = asked.length;
    await page.reload();
    await expectLive(probe);
    await expectAnswered(probe);
    expect(await readWords(probe.table)).toEqual(recorded);
    const again = asked.slice(askedBefore).filter((url) => !url.endsWith(".mjs"));
    expect(again, "what was fetched once more").toEqual([]);
  });

  await test.step("and back to the record", async () => {
    await probe.source.getByRole("button", { name: "Back to the record" }).click();
    await expect(probe.source).toContainText("These answers are from the record");
    await expect(probe.start).toHaveText(/nothing to download$/);
  });
});
