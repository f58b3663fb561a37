/**
 * The site below a path, as a paper's supplement is served: a build of its own (scripts/build-below.mjs) and a server
 * that knows nothing outside. Data, workers, the runtime and links all have to stay below.
 */
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { expectAnswered, expectLive, probePage, readWords } from "./support/probe-page";

test("Overview and Probe work below a path, recorded and live, and ask for nothing outside", async ({
  page,
  context,
  baseURL,
}) => {
  test.slow();
  const { pathname } = new URL(baseURL ?? "");
  expect(pathname, "the path below which the site is built").toMatch(/^\/.+\/$/);
  const outside: string[] = [];
  const failed: string[] = [];
  const workers = new Set<string>();
  context.on("response", (response) => {
    const url = new URL(response.url());
    if (url.protocol.startsWith("http") && !url.pathname.startsWith(pathname)) outside.push(url.href);
    if (!response.ok() && response.status() !== 304) failed.push(`${response.status()} ${url.href}`);
  });
  page.on("worker", (worker) => workers.add(new URL(worker.url()).pathname));

  await test.step("the Overview's figures, read by a worker", async () => {
    await openPage(page, "");
    await expect(page.getByRole("figure")).toHaveCount(2);
    expect(workers.size).toBeGreaterThan(0);
    for (const path of workers) expect(path.startsWith(pathname), path).toBe(true);
  });

  const probe = probePage(page);
  await test.step("its link into Probe, with recorded answers", async () => {
    await page.getByRole("link", { name: /on which the model and its target part ways/ }).click();
    await expect(probe.table).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`${pathname}probe/`);
    await expect(probe.source).toContainText("These answers are from the record");
  });

  await test.step("a reload of that address, and live answers", async () => {
    await page.reload();
    await expect(probe.table).toBeVisible();
    const recorded = await readWords(probe.table);
    await probe.backend.selectOption("wasm");
    await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
    await probe.start.click();
    await expectLive(probe);
    await expectAnswered(probe);
    expect(await readWords(probe.table)).toEqual(recorded);
  });

  expect({ outside, failed }).toEqual({ outside: [], failed: [] });
});
