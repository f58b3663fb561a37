/** The Timeline: one step read in every figure, by pointer and by key, the way to the items, and what it must say. */
import type { Locator, Page } from "@playwright/test";
import { notOnPlane } from "@/lib/permalink/plane-view";
import { bundle, flagship, formatCount, lastStep, steps } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { readPicture, settledPicture } from "./support/picture";
import { expectParameter, parameter } from "./support/probe-page";
import { replaceFile, watchRequests } from "./support/requests";
import { readCsv, saveFile } from "./support/saved-files";

const RECORDS = /\/records\/[\w.-]+\.parquet/;
/** `0.52 [0.50, 0.58]` */
const ESTIMATE = /−?\d\.\d\d\s\[−?\d\.\d\d,\s−?\d\.\d\d\]/;
const toNumber = (text: string | undefined) => Number(text?.replace(/,/g, ""));
const middle = steps[Math.floor(steps.length / 2)] as number;

async function openTimeline(page: Page, search = "") {
  await openPage(page, `timeline/${search}`);
  await settledPicture(page);
  const figure = (name: string) => page.getByRole("figure", { name });
  return {
    does: figure("What it does"),
    rates: figure("How much it says would change it"),
    lag: figure("Which comes first?"),
    truth: figure("Of whom its claims are true"),
    knows: figure("Whom its claims know"),
    far: figure("Whether it knows how far"),
  };
}

const panel = (figure: Locator, name: RegExp) => figure.getByRole("img", { name });
const cursorOf = (figure: Locator) => figure.getByRole("slider", { name: "Training step" });

/** The step that a figure names above its first panel. */
const stepShown = (figure: Locator) =>
  figure
    .getByRole("img")
    .first()
    .getByText(/^step [\d,]+$/);

/** Where a step lies on a panel's picture: the axis reaches from its first to its last tick. */
async function pointAt(figure: Locator, step: number) {
  const axis = figure.getByRole("img").last();
  const ticks = axis.locator("g[text-anchor=middle] > g");
  const centre = async (tick: Locator) => {
    const box = await tick.locator("line").boundingBox();
    if (!box) throw new Error("e2e: expected a tick on the page, got none");
    return box.x + box.width / 2;
  };
  const [left, right] = [await centre(ticks.first()), await centre(ticks.last())];
  const first = steps[0] as number;
  const box = await axis.boundingBox();
  if (!box) throw new Error("e2e: expected a panel on the page, got none");
  return {
    x: left + ((step - first) / (lastStep - first)) * (right - left),
    y: box.y + box.height / 3,
  };
}

test("opens with the flagship, from few records, and has the Overview's numbers", async ({
  page,
  context,
}) => {
  const asked = watchRequests(context, RECORDS);
  const { knows } = await openTimeline(page);
  const said = await panel(knows, /^Coupling index/).textContent();
  const files = asked.map((url) => new URL(url).pathname.replace(/^.*\/records\/|\.parquet$/g, ""));
  expect(files.slice(0, 2).sort()).toEqual([bundle.flagship, bundle.target.run].sort());
  // Then its other seeds and what stands beside it, with their targets; not every run of the bundle.
  expect(files.length).toBeLessThan(bundle.runs.length / 2);

  await openPage(page, "");
  const overview = (await readPicture(page)).tables.at(-1)?.split("\n").at(-1)?.split(" | ") ?? [];
  expect(overview[4]).toMatch(ESTIMATE);
  expect(said).toContain(overview[4]);
});

test("never shows the gap alone", async ({ page }) => {
  const { truth } = await openTimeline(page, "?beside=");
  const gap = panel(truth, /^The gap/);
  for (const name of ["this run", "“no change”", "shuffled labels"]) {
    await expect(gap.getByText(name, { exact: true })).toBeVisible();
  }
});

test("pointing at a step in one figure reads it in all of them", async ({ page }) => {
  const { does, rates, truth, knows } = await openTimeline(page);
  const figures = [does, rates, truth, knows];
  for (const figure of figures) await expect(stepShown(figure)).toHaveText(`step ${formatCount(lastStep)}`);
  await rates.scrollIntoViewIfNeeded();
  const { x, y } = await pointAt(rates, middle);
  await page.mouse.move(x, y);
  for (const figure of figures) await expect(stepShown(figure)).toHaveText(`step ${formatCount(middle)}`);
  await page.mouse.move(2, 2);
  for (const figure of figures) await expect(stepShown(figure)).toHaveText(`step ${formatCount(lastStep)}`);
});

test("a click opens the items behind a step, with the view's filter", async ({ page }) => {
  const { rates } = await openTimeline(page, "?split=explained&edit=add");
  await rates.scrollIntoViewIfNeeded();
  const { x, y } = await pointAt(rates, middle);
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/items\/\?/);
  expect(parameter(page, "run")).toBe(flagship.id);
  expect(parameter(page, "step")).toBe(String(middle));
  expect(parameter(page, "split")).toBe("explained");
  expect(parameter(page, "edit")).toBe("add");
  await page.goBack();
  await expect(page).toHaveURL(/\/timeline\/\?/);
});

test("without a mouse: arrows move through the steps, P marks, Enter opens", async ({ page }) => {
  const { knows, does } = await openTimeline(page);
  const cursor = cursorOf(knows);
  await cursor.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const second = steps[1] as number;
  await expect(cursor).toHaveAttribute(
    "aria-valuetext",
    new RegExp(`^step ${formatCount(second)}: .*this run −?\\d`),
  );
  await expect(stepShown(does)).toHaveText(`step ${formatCount(second)}`);
  await page.keyboard.press("p");
  await expectParameter(page, "pins", String(second));
  const marked = page.getByRole("table", { name: /^The marked steps/ });
  await expect(marked.getByRole("rowheader")).toHaveText(formatCount(second));
  await page.keyboard.press("End");
  await page.keyboard.press("p");
  await expectParameter(page, "pins", `${second},${lastStep}`);
  await expect(marked.getByRole("rowheader")).toHaveCount(2);
  await marked
    .getByRole("button", { name: /^Unmark step/ })
    .first()
    .click();
  await expectParameter(page, "pins", String(lastStep));

  await cursor.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/items\/\?/);
  expect(parameter(page, "step")).toBe(String(steps[0]));
});

test("a step that only another seed has opens that seed's items, and a point its own line's", async ({
  page,
}) => {
  const seeds = bundle.runs.filter(({ arm, family }) => arm === flagship.arm && family === flagship.family);
  const coarse = seeds.find(({ records }) => (records?.steps.length ?? 0) < steps.length);
  if (coarse === undefined) throw new Error("expected a seed of the flagship with fewer steps, got none");
  const only = steps.find((step) => !coarse?.records?.steps.includes(step)) as number;
  const place = steps.indexOf(only);
  const { rates } = await openTimeline(page, `?run=${coarse?.id}`);
  const cursor = cursorOf(rates);
  await cursor.focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < place; at++) await page.keyboard.press("ArrowRight");
  await expect(rates).toContainText(/This run has no record of step .* Opens the items of seed \d+ at step/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/items\/\?/);
  expect(parameter(page, "step")).toBe(String(only));
  expect(bundle.runs.find(({ id }) => id === parameter(page, "run"))?.records?.steps).toContain(only);
  await expect(page.getByText("was left out")).toHaveCount(0);

  await page.goBack();
  await settledPicture(page);
  await cursor.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(rates).toContainText(/^(?!.*no record).*Opens the items of seed \d+ at step/s);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/items\/\?/);
  const opened = parameter(page, "run") ?? flagship.id;
  expect(opened).not.toBe(coarse?.id);
  expect(seeds.map(({ id }) => id)).toContain(opened);
});

test("what stands beside the run is switched on and off, and the link keeps it", async ({ page }) => {
  const { knows } = await openTimeline(page);
  const index = panel(knows, /^Coupling index/);
  await expect(index.getByText("external explainer")).toBeVisible();
  await page.getByRole("checkbox", { name: "external explainer" }).uncheck();
  await expect(index.getByText("external explainer")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "constants" }).check();
  await expect(index.getByText("constants")).toBeVisible();
  await expectParameter(page, "beside", "seeds,online,shuffled,constant");
});

test("explained entities stand beside those never explained, on one axis, and a point of theirs opens theirs", async ({
  page,
}) => {
  const { knows } = await openTimeline(page, "?beside=");
  const index = panel(knows, /^Coupling index/);
  await page.getByRole("checkbox", { name: "explained entities" }).check();
  await expectParameter(page, "beside", "other-entities");
  await settledPicture(page);
  await expect(index.getByText("explained", { exact: true })).toBeVisible();
  const cursor = cursorOf(knows);
  await cursor.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(knows).toContainText(/Opens the items of this run, entities explained/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/items\/\?/);
  expect(parameter(page, "split")).toBe("explained");

  await page.goBack();
  await page.getByRole("combobox", { name: "Entities", exact: true }).selectOption("explained");
  await expect(page.getByRole("checkbox", { name: "entities never explained" })).toBeChecked();
  await page.getByRole("combobox", { name: "Entities", exact: true }).selectOption("");
  await expect(page.getByRole("checkbox", { name: "other entities" })).toBeDisabled();
});

test("the mean over seeds has an interval over seeds, at the steps they have in common", async ({ page }) => {
  const siblings = bundle.runs.filter(
    ({ arm, family }) => arm === flagship.arm && family === flagship.family,
  );
  expect(siblings.length).toBeGreaterThan(1);
  await openTimeline(page);
  await page.getByRole("combobox", { name: "Line" }).selectOption("mean");
  await expectParameter(page, "line", "mean");
  await settledPicture(page);
  await expect(page.getByRole("main")).toContainText(/Student’s t over seeds/);
  const common = steps.filter((step) => siblings.every(({ records }) => records?.steps.includes(step)));
  const rows =
    (await readPicture(page)).tables.find((table) => table.includes("coupling index"))?.split("\n") ?? [];
  const mean = rows.filter((row) => row.startsWith(`mean of ${siblings.length} seeds`));
  expect(mean.map((row) => row.split(" | ")[1])).toEqual(common.map(formatCount));
});

test("which comes first has an interval for every run that was followed", async ({ page }) => {
  const { lag } = await openTimeline(page);
  await expect(lag.getByRole("img", { name: /^Half of the change/ })).toContainText(
    /[+−]?\d+\s\[−?\d+,\s−?\d+\]/,
  );
  const cursor = lag.getByRole("slider", { name: "Rows" });
  await cursor.focus();
  await page.keyboard.press("Home");
  await expect(cursor).toHaveAttribute(
    "aria-valuetext",
    /^this run: does at step \d+.*lag [+−]?\d+.* steps\./,
  );
  await expect(lag).toContainText("− claims first");
  await expect(lag).toContainText("+ behaviour first");
  await expect(lag.locator("figcaption")).toContainText(/left out: [\d,]+ of [\d,]+ edits/);

  // What is pointed at here is pointed at in the other figures, and Enter goes to the recorded step beside it.
  const step = /at step ([\d,]+)\. The crossing/.exec(
    (await cursor.getAttribute("aria-valuetext")) ?? "",
  )?.[1];
  await expect(stepShown(page.getByRole("figure", { name: "What it does" }))).toHaveText(`step ${step}`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/items\/\?/);
  expect(parameter(page, "run") ?? flagship.id).toBe(flagship.id);
  expect(parameter(page, "step")).toBe(step?.replaceAll(",", ""));
});

test("a lag stands beside that of online labels, also where their line is switched off", async ({ page }) => {
  const { lag } = await openTimeline(page, "?beside=");
  await expect(lag.getByRole("img", { name: /^Half of the change/ })).toContainText("online labels");
});

test("what its claims say of how far is read by bins, and opens the items of the last step", async ({
  page,
}) => {
  const { far } = await openTimeline(page);
  await expect(far.locator("figcaption")).toContainText(new RegExp(`r\\s=\\s${ESTIMATE.source}`));
  const counted = new RegExp(`At step ${formatCount(lastStep)}: n = ([\\d,]+) edits`);
  await expect(far.locator("figcaption")).toContainText(counted);
  const n = toNumber(counted.exec((await far.locator("figcaption").textContent()) ?? "")?.[1]);
  const cursor = far.getByRole("slider", { name: "Said and moved" });
  await cursor.focus();
  await page.keyboard.press("Home");
  await expect(cursor).toHaveAttribute("aria-valuetext", /^0\.0 to 0\.1: 0\.0\d\s\[.*moved.*Opens the items/);
  await far.locator("summary", { hasText: "Show the numbers" }).click();
  const rows = far.getByRole("table", { name: /^The numbers of/ }).locator("tbody tr");
  await expect(rows).toHaveCount(10);
  const edits = (await rows.locator("td:last-child").allTextContents()).map(toNumber);
  expect(edits.reduce((sum, one) => sum + one, 0)).toBe(n);
  await cursor.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  expect(parameter(page, "step") ?? String(lastStep)).toBe(String(lastStep));
});

test("after a change of the filter nothing of the former stands at full strength, and no file is saved of both", async ({
  page,
}) => {
  await openTimeline(page);
  type Frame = { caption: string; row: string; opacity: number; canSave: boolean };
  await page.evaluate(() => {
    const frames: unknown[] = [];
    Object.assign(window, { frames });
    const read = () => {
      const main = document.querySelector("main");
      const figure = [...(main?.querySelectorAll("figure") ?? [])].find((one) =>
        one.querySelector("h2")?.textContent?.startsWith("Whom its claims know"),
      );
      const caption = [...(main?.querySelectorAll("p") ?? [])].find((one) =>
        one.textContent?.includes("Intervals:"),
      );
      const rows = [...(figure?.querySelectorAll("tbody tr") ?? [])].map((one) => one.textContent ?? "");
      let opacity = 1;
      for (let at: Element | null | undefined = figure; at; at = at.parentElement) {
        opacity *= Number(getComputedStyle(at).opacity);
      }
      frames.push({
        caption: caption?.textContent ?? "",
        row: rows.filter((row) => row.startsWith("external")).at(-1) ?? "",
        opacity,
        canSave: !figure?.querySelector<HTMLButtonElement>("[aria-label='Download CSV']")?.disabled,
      });
      requestAnimationFrame(read);
    };
    read();
  });
  await page.getByRole("combobox", { name: "Task", exact: true }).selectOption({ index: 1 });
  await settledPicture(page);
  const frames = (await page.evaluate(() => (window as never as { frames: unknown }).frames)) as Frame[];
  const [before, after] = [frames[0] as Frame, frames.at(-1) as Frame];
  expect(after).toMatchObject({ opacity: 1, canSave: true });
  expect(before.row).toMatch(ESTIMATE);
  expect(after.row).not.toBe(before.row);
  const between = frames.filter(({ caption }) => caption !== before.caption);
  expect(between.some(({ canSave }) => !canSave)).toBe(true);
  for (const { caption, row, opacity, canSave } of between) {
    if (row === before.row) expect(opacity).toBeLessThan(1);
    if (opacity === 1) expect(row === after.row || row.endsWith("……")).toBe(true);
    if (canSave) expect({ caption, row }).toEqual({ caption: after.caption, row: after.row });
  }
});

test("where the records of a control cannot be read, the figure and its file say so", async ({
  page,
  context,
  pageWatch,
}) => {
  pageWatch.allowError(/Failed to load resource/);
  const { path } = bundle.runs.find(({ id }) => id === bundle.controls.online)?.records ?? { path: "" };
  await replaceFile(context, path, (route) => route.fulfill({ status: 404, body: "not here" }));
  const { knows } = await openTimeline(page);
  await expect(knows.locator("figcaption")).toContainText(`The file is ${path}`);
  const csv = readCsv((await saveFile(page, knows, "CSV")).bytes.toString());
  const note = (csv[0] ?? []).indexOf("coupling index note");
  const rows = csv.filter(([line]) => line === "online labels");
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row[note]).toContain(path);
});

test("what other seeds say is dashed as well, and what is missing is said by statistic", async ({ page }) => {
  const { rates, knows } = await openTimeline(page, "?flip=0-2&margin=away&split=all");
  const seeds = bundle.runs.filter(({ arm, family }) => arm === flagship.arm && family === flagship.family);
  const dashed = panel(rates, /^Edits that change/).locator("path[stroke-dasharray]");
  await expect(dashed).toHaveCount(seeds.length);
  const notes = await knows.locator("figcaption p").allTextContents();
  expect(notes.filter((note) => /^No (self|target)-pull: /.test(note))).toHaveLength(2);
  expect(new Set(notes).size).toBe(notes.length);
  await expect(page.getByRole("main")).toContainText(/Recorded every 240 steps only: seeds 1 to \d/);
});

test("the best constants that are drawn are in the table, with interval and n in the files", async ({
  page,
}) => {
  const { truth } = await openTimeline(page, "?beside=");
  const row = truth.locator("tbody tr").filter({ hasText: "best constant" }).last();
  const [, step, ofItself, ofTarget] = await row.locator("th, td").allTextContents();
  expect(step).toBe(formatCount(lastStep));
  for (const cell of [ofItself, ofTarget]) expect(cell).toMatch(ESTIMATE);
  const csv = readCsv((await saveFile(page, truth, "CSV")).bytes.toString());
  const header = csv[0] ?? [];
  const saved = csv.findLast(([line]) => line === "best constant") ?? [];
  expect(saved[header.indexOf("runs")]).toMatch(/^constant-/);
  expect(Number(saved[header.indexOf("true of itself n")])).toBeGreaterThan(0);
});

test("on a wide screen the filters fill their rows, and say their choices in full", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openTimeline(page);
  const bar = page.getByRole("region", { name: "What is shown" });
  const fields = await bar.getByRole("combobox").evaluateAll((all) =>
    (all as HTMLSelectElement[]).map((select) => {
      const { fontFamily, fontSize, fontWeight, paddingLeft, paddingRight } = getComputedStyle(select);
      const ruler = document.body.appendChild(document.createElement("span"));
      Object.assign(ruler.style, {
        position: "absolute",
        whiteSpace: "pre",
        fontFamily,
        fontSize,
        fontWeight,
      });
      const widths = [...select.options].map(({ text }) => {
        ruler.textContent = text;
        return ruler.getBoundingClientRect().width;
      });
      ruler.remove();
      const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      const { top, right } = select.getBoundingClientRect();
      return { top, right, room, longest: Math.max(...widths) };
    }),
  );
  const ends = [...new Set(fields.map(({ top }) => top))].map((row) =>
    Math.max(...fields.filter(({ top }) => top === row).map(({ right }) => Math.round(right))),
  );
  expect(fields.length).toBeGreaterThan(5);
  expect(new Set(ends).size).toBe(1);
  for (const { room, longest } of fields) expect(longest).toBeLessThanOrEqual(room);
});

test("on a phone each stretch of the axis has a name", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const { does } = await openTimeline(page);
  const first = does.getByRole("img").first();
  await expect(first.getByText("behaviour changes", { exact: true })).toBeVisible();
  await expect(first.getByText(/^after( the change)?$/)).toBeVisible();
});

test("a run that was recorded at two steps is drawn as points, and says so", async ({ page }) => {
  const coarse = bundle.runs.find(
    ({ id, records }) => records?.steps.length === 2 && notOnPlane(bundle, id) === null,
  );
  if (coarse === undefined) throw new Error("expected a run that was recorded at two steps, got none");
  const { rates } = await openTimeline(page, `?run=${coarse?.id}&beside=`);
  await expect(rates).toContainText(/Recorded at step [\d, ]+ only, so drawn as points, not as a line/);
  const lines = await panel(rates, /^Edits that change/)
    .locator("path")
    .evaluateAll((paths) => paths.map((path) => path.getAttribute("d") ?? "").filter((d) => d.includes("L")));
  expect(lines).toEqual([]);
  await expect(page.getByRole("region", { name: "Which comes first?" })).toContainText("cannot be said here");
});

test("another training keeps family and seed, and a filter that leaves nothing says so", async ({ page }) => {
  const { knows } = await openTimeline(page);
  await page.getByRole("combobox", { name: "Family" }).selectOption({ index: 1 });
  await expect.poll(() => parameter(page, "run")).not.toBeNull();
  const run = bundle.runs.find(({ id }) => id === parameter(page, "run"));
  expect(run).toMatchObject({ arm: flagship.arm, seed: flagship.seed });
  expect(run?.family).not.toBe(flagship.family);
  await settledPicture(page);
  await expect(panel(knows, /^Coupling index/)).toContainText(ESTIMATE);
  await page.getByRole("combobox", { name: "Reply since the start", exact: true }).selectOption("shifted");
  await settledPicture(page);
  // A pull is about prompts that self and target answer alike, which shifted ones by and large are not.
  await expect(knows).toContainText(/No self-pull: (this run|all lines)/);
});
