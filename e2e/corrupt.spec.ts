/** Files that are damaged, cut short, missing or out of reach: a sentence that names them, and the rest goes on. */
import type { Route } from "@playwright/test";
import { bundle, flagship, ownCheckpoint } from "./support/bundle";
import { expect, test } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import {
  expectAnswered,
  expectLive,
  goLive,
  LIVE_TIMEOUT_MS,
  openProbe,
  probePage,
  readWords,
} from "./support/probe-page";
import { builtFile, replaceFile, watchRequests } from "./support/requests";

const weights = ownCheckpoint.path;
const RETRY = "Try again";

/** A damaged byte in the middle: the length is right, the content is not. */
async function answerDamaged(route: Route) {
  const body = builtFile(route.request().url());
  const middle = body.length >> 1;
  body[middle] = (body[middle] ?? 0) ^ 0xff;
  await route.fulfill({ body });
}

const answerShortened = async (route: Route) => {
  const body = builtFile(route.request().url());
  await route.fulfill({ body: body.subarray(0, body.length >> 1) });
};

const answerMissing = (route: Route) => route.fulfill({ status: 404, body: "not here" });
const answerUnreachable = (route: Route) => route.abort("connectionrefused");

/** What the browser itself writes to the console about a request that fails. */
const FAILED_REQUEST = /Failed to load resource/;

test.describe("weights", () => {
  const cases = [
    { what: "damaged", answer: answerDamaged, says: "its hash differs", heals: true },
    { what: "cut short", answer: answerShortened, says: "its hash differs", heals: false },
    { what: "missing", answer: answerMissing, says: "could not be fetched", heals: false },
    { what: "out of reach", answer: answerUnreachable, says: "Check the connection", heals: true },
  ];
  for (const { what, answer, says, heals } of cases) {
    const outcome = heals ? "and trying again heals it" : "and the record stays";
    test(`${what}: the file is named, ${outcome}`, async ({ page, context, pageWatch }) => {
      test.slow();
      pageWatch.allowError(FAILED_REQUEST);
      const probe = await openProbe(page, "?seed=1");
      const recorded = await probe.table.textContent();
      const heal = await replaceFile(context, weights, answer);
      await probe.start.click();

      const alert = probe.source.getByRole("alert");
      await expect(alert).toContainText(says, { timeout: LIVE_TIMEOUT_MS });
      await expect(alert).toContainText(weights);
      await expect(probe.source).not.toContainText("Live on");
      await expect(probe.source).toContainText("These answers are from the record");
      expect(await probe.table.textContent()).toBe(recorded);
      // The page goes on: another checkpoint, other values.
      await probe.slider.press("Home");
      await expect.poll(() => probe.table.textContent()).not.toBe(recorded);
      if (!heals) return;

      await heal();
      const words = await readWords(probe.table);
      await probe.source.getByRole("button", { name: RETRY }).click();
      await expectLive(probe);
      await expectAnswered(probe);
      await expect(probe.source).toContainText("Live agrees with the record");
      expect(await readWords(probe.table)).toEqual(words);
    });
  }
});

test("a damaged file in the browser's cache is fetched again", async ({ page, context }) => {
  test.slow();
  const probe = await openProbe(page, "?seed=1");
  await goLive(probe);
  await probe.source.getByRole("button", { name: "Back to the record" }).click();
  await page.evaluate(async (sha256) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const key of await cache.keys()) {
        if (key.url.endsWith(sha256)) await cache.put(key, new Response(new Uint8Array(100)));
      }
    }
  }, ownCheckpoint.sha256);
  const asked = watchRequests(context, /\.(safetensors|wasm)/);
  await goLive(probe);
  expect(asked.map((url) => new URL(url).pathname.split("/models/organisms/")[1])).toEqual([weights]);
});

test.describe("the manifest", () => {
  const cases = [
    { what: "is no JSON", body: '{"schemaVersion": 1, ', status: 200, says: "manifest is not valid" },
    { what: "is another thing", body: '{"tasks": []}', status: 200, says: "manifest is not valid" },
    { what: "is missing", body: "not here", status: 404, says: "manifest could not be found" },
  ];
  for (const { what, body, status, says } of cases) {
    test(`${what}: both pages say so, and trying again heals it`, async ({ page, context, pageWatch }) => {
      pageWatch.allowError(FAILED_REQUEST);
      for (const route of ["", "probe/"]) {
        const heal = await replaceFile(context, "bundle.json", (asked) => asked.fulfill({ status, body }));
        await page.goto(route);
        const alert = page.getByRole("main").getByRole("alert");
        await expect(alert).toContainText(says);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await heal();
        await alert.getByRole("button", { name: RETRY }).click();
        await expect(alert).toHaveCount(0);
        const results = route === "" ? page.getByRole("figure").first() : probePage(page).table;
        await expect(results).toBeVisible();
      }
    });
  }
});

test.describe("records", () => {
  const { path } = flagship.records ?? { path: "" };

  test("of the flagship missing: the Overview names them, and trying again heals it", async ({
    page,
    context,
    pageWatch,
  }) => {
    pageWatch.allowError(FAILED_REQUEST);
    const heal = await replaceFile(context, path, answerMissing);
    await page.goto("");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText("could not be fetched");
    await expect(alert).toContainText(path);
    await heal();
    await alert.getByRole("button", { name: RETRY }).click();
    await expect(page.getByRole("figure")).toHaveCount(2);
    await expect(alert).toHaveCount(0);
  });

  for (const [name, route, file] of [
    ["Plane", "plane/", path],
    ["Timeline", "timeline/", path],
    ["Matrix", "matrix/", path],
    ["Items", "items/", path],
    ["Arms", "arms/", bundle.results?.path ?? ""],
  ] as const) {
    test(`what ${name} reads missing: the file is named, and trying again gives all of it`, async ({
      page,
      context,
      pageWatch,
    }) => {
      pageWatch.allowError(FAILED_REQUEST);
      const heal = await replaceFile(context, file, answerMissing);
      await page.goto(route);
      const alert = page.getByRole("main").getByRole("alert");
      await expect(alert).toContainText("could not be fetched");
      await expect(alert).toContainText(file);
      await settledPicture(page);
      await heal();
      await alert.getByRole("button", { name: RETRY }).click();
      await expect(alert).toHaveCount(0);
      const healed = await settledPicture(page);
      expect(healed.tables.length).toBeGreaterThan(0);
      await page.reload();
      expect(await settledPicture(page)).toEqual(healed);
    });
  }

  test("of the flagship damaged: Probe names them, and can still run live", async ({ page, context }) => {
    await replaceFile(context, path, answerDamaged);
    await page.goto("probe/");
    const probe = probePage(page);
    await expect(probe.source.getByRole("alert")).toContainText(path);
    await expect(probe.prompt).not.toHaveValue("");
    await expect(probe.start).toBeEnabled();
  });

  test("of a control missing: the Overview says which, shows the rest, and trying again gives it", async ({
    page,
    context,
    pageWatch,
  }) => {
    pageWatch.allowError(FAILED_REQUEST);
    const control = bundle.runs.find(({ id }) => id === bundle.controls.external);
    const heal = await replaceFile(context, control?.records?.path ?? "", answerMissing);
    await page.goto("");
    await expect(page.getByText("The figures are complete.")).toBeAttached();
    await expect(page.getByRole("figure")).toHaveCount(2);
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText(control?.records?.path ?? "");
    const findings = page.getByRole("region", { name: "What is found" });
    await expect(findings).toContainText("cannot be said");
    await heal();
    await alert.getByRole("button", { name: RETRY }).click();
    await expect(alert).toHaveCount(0);
    await expect(findings).not.toContainText("cannot be said");
    const healed = await settledPicture(page);
    await page.reload();
    expect(await settledPicture(page)).toEqual(healed);
  });
});

test("a missing tokenizer is named, and the record stays", async ({ page, context, pageWatch }) => {
  pageWatch.allowError(FAILED_REQUEST);
  const tokenizer = bundle.families.find(({ id }) => id === flagship.family)?.tokenizer.path ?? "";
  await replaceFile(context, tokenizer, answerMissing);
  const probe = await openProbe(page, "?seed=1");
  await expect(probe.source.getByRole("alert")).toContainText(tokenizer);
  await expect(probe.source).toContainText("These answers are from the record");
});
