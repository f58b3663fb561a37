/** The address is the view: copied into another browser it shows the same; a bad one says what it left out. */
import type { Browser, Page } from "@playwright/test";
import { bundle, firstTask, lastStep, secondTask, steps } from "./support/bundle";
import { expect, test, watchContext } from "./support/page-watch";
import { expectParameter, expectStep, openProbe, type ProbePage, probePage } from "./support/probe-page";

/** Everything of a view that a reader can see. */
async function readView({ page, prompt, slider, table, panels, backend, builder }: ProbePage) {
  const selects = builder.getByRole("combobox");
  return {
    prompt: await prompt.inputValue(),
    choices: await selects.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value)),
    cues: await page
      .getByRole("checkbox")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked)),
    step: await slider.inputValue(),
    backend: await backend.inputValue(),
    table: await table.textContent(),
    panels: await panels.locator("desc").allTextContents(),
  };
}

/** Opens an address where nothing of an earlier visit is. */
async function openElsewhere(browser: Browser, address: string, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext();
  const { foreign, errors } = watchContext(context, new URL(address).origin);
  const page = await context.newPage();
  await page.goto(address);
  await look(page);
  await context.close();
  expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
}

test("a recorded view is the same in another browser", async ({ page, browser }) => {
  const probe = await openProbe(page, `?task=${secondTask.id}&seed=2`);
  const middle = steps[Math.floor(steps.length / 2)] as number;
  await probe.slider.press("Home");
  for (const step of steps.slice(1, steps.indexOf(middle) + 1)) {
    await probe.slider.press("ArrowRight");
    await expectStep(probe, step);
  }
  await probe.backend.selectOption("wasm");
  await expectParameter(page, "backend", "wasm");
  const view = await readView(probe);
  expect(view.cues).toContain(true);

  await openElsewhere(browser, page.url(), async (other) => {
    const same = probePage(other);
    await expect(same.table).toBeVisible();
    await expect(same.panels).toHaveCount(secondTask.cues.length);
    expect(await readView(same)).toEqual(view);
  });
});

test("a typed prompt is the same in another browser, to the letter", async ({ page, browser }) => {
  const probe = await openProbe(page, "?seed=1");
  const opening = await probe.prompt.inputValue();
  const typed = `Étrange & “odd”? 50% of #1+1:  ${opening}`;
  await probe.prompt.fill(typed);
  await expectParameter(page, "prompt", typed);
  const remarks = (await probe.remarks.textContent()) ?? "";
  expect(remarks).toContain("The models do not know");

  await openElsewhere(browser, page.url(), async (other) => {
    const same = probePage(other);
    await expect(same.prompt).toHaveValue(typed);
    await expect(same.remarks).toHaveText(remarks);
    await expect(same.source).toContainText("This prompt is not in the record. Run it live");
  });
});

test("a mangled link falls back to defaults and says what was left out", async ({ page }) => {
  const bad = {
    task: "nonsense",
    entity: "atlantis",
    cues: "nobody~7,~",
    slots: "claim",
    step: "7777777",
    run: "nobody-s9",
    subject: "nobody-s9@0",
    backend: "cuda",
    seed: "-1",
    live: "perhaps",
  };
  await page.goto(`probe/?${new URLSearchParams(bad)}`);
  const probe = probePage(page);
  const notice = page.getByRole("status").filter({ hasText: "The link says" });
  for (const [name, given] of Object.entries(bad)) {
    await expect(notice).toContainText(`The link says ${name} “${given}”`);
  }
  await expect(page.getByRole("combobox", { name: "Task" })).toHaveValue(firstTask.id);
  await expect(probe.backend).toHaveValue("auto");
  await expect(probe.prompt).not.toHaveValue("");
  // It is a whole page: the next thing done there works.
  await page.getByRole("button", { name: /^Another prompt/ }).click();
  await expect(probe.table).toBeVisible();
  await expect(probe.slider).toHaveValue(String(lastStep));
});

test("what a link gets wrong in part is left out in part", async ({ page }) => {
  const [known] = firstTask.cues;
  const entity = firstTask.entities[0];
  const step = steps[0] as number;
  const cues = `${known?.id},nobody,${known?.id}`;
  const search = new URLSearchParams({ entity: entity?.id ?? "", cues, step: String(step) });
  await page.goto(`probe/?${search}`);
  const probe = probePage(page);
  const notice = page.getByRole("status").filter({ hasText: "The link says" });
  await expect(notice).toContainText("“nobody”, which is not in this bundle; it was left out.");
  await expect(notice).toContainText(`“${known?.id}”, which is named twice; it was left out.`);
  await expect(page.getByRole("checkbox", { name: known?.name })).toBeChecked();
  for (const word of Object.values(entity?.values ?? {}).slice(0, 1)) {
    await expect(probe.prompt).toHaveValue(new RegExp(word));
  }
});

test("an address with broken escapes still opens", async ({ page }) => {
  await page.goto("probe/?prompt=%E0%A4%A&entity=%&task=%zz");
  await expect(probePage(page).prompt).toBeVisible();
  expect(bundle.tasks.map(({ id }) => id)).toContain(
    await page.getByRole("combobox", { name: "Task" }).inputValue(),
  );
});
