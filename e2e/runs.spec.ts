/** Choosing whose answers are shown: any run of the bundle, told apart by training, family and seed. */
import { familyOf, groupRuns } from "@/lib/bundle/runs";
import type { Run } from "@/lib/bundle/schema";
import { bundle, flagship } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import {
  expectAnswered,
  expectLive,
  expectParameter,
  openProbe,
  type ProbePage,
  parameter,
} from "./support/probe-page";
import { watchRequests } from "./support/requests";

const RECORDS = /\/records\/[\w.-]+\.parquet/;

const groups = groupRuns(bundle);
const titleOf = ({ arm }: Run) => bundle.arms.find(({ id }) => id === arm)?.title ?? "";

function expectOne(what: string, isWanted: (run: Run) => boolean): Run {
  const run = bundle.runs.find((one) => one.records !== null && isWanted(one));
  if (run === undefined) throw new Error(`e2e: expected ${what} in the built bundle, got none`);
  return run;
}

/** The files among `asked`, each once, in alphabetical order. */
const files = (asked: string[]) =>
  [...new Set(asked.map((url) => RECORDS.exec(url)?.[0].replace("/records/", "")))].sort();

const fileOf = (id: string | undefined) =>
  bundle.runs.find((run) => run.id === id)?.records?.path.replace("records/", "");

async function chooseArm({ page }: ProbePage, title: string): Promise<void> {
  const arm = page.getByRole("combobox", { name: "How the model was trained" });
  await arm.fill(title);
  await page.keyboard.press("Enter");
  await expect(arm).toHaveValue(title);
}

const select = ({ page }: ProbePage) => page.getByRole("combobox", { name: "Which of those" });

test("the pages read the records of the runs that they show, and no others", async ({ page, context }) => {
  const asked = watchRequests(context, RECORDS);
  const { external, shuffled, online, textOnly } = bundle.controls;
  await openPage(page, "");
  const shown = [flagship.id, bundle.target.run, external, shuffled, online, textOnly];
  expect(files(asked)).toEqual(shown.flatMap((id) => (id ? [fileOf(id)] : [])).sort());

  asked.length = 0;
  await page.evaluate(() =>
    caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))),
  );
  const other = expectOne("another family's run with a target", (run) => {
    return (run.family ?? flagship.family) !== flagship.family && run.supervision.target !== null;
  });
  await openProbe(page, `?run=${other.id}&seed=1`);
  expect(files(asked)).toEqual(
    [fileOf(other.id), fileOf(other.supervision.target?.run)].filter(Boolean).sort(),
  );
});

test("another training, another family or seed: the prompt stays, the link follows, a reload shows the same", async ({
  page,
}) => {
  const probe = await openProbe(page, "?seed=1");
  const prompt = await probe.prompt.inputValue();
  const answers = await probe.table.textContent();
  const [arm] = groups.filter(({ arm: one, runs }) => one.id !== flagship.arm && runs.length > 1);
  if (arm === undefined) throw new Error("e2e: expected another arm with several runs, got none");
  const alike = arm.runs.find(
    (run) => familyOf(bundle, run) === flagship.family && run.seed === flagship.seed,
  );

  await chooseArm(probe, arm.arm.title);
  await expectParameter(page, "run", alike?.id ?? arm.runs[0]?.id ?? "");
  await expect(probe.prompt).toHaveValue(prompt);
  await expect.poll(() => probe.table.textContent(), { message: "its own answers" }).not.toBe(answers);

  const options = await select(probe).getByRole("option").allTextContents();
  expect(options).toHaveLength(arm.runs.length);
  expect(new Set(options).size, options.join("; ")).toBe(arm.runs.length);
  const last = arm.runs.at(-1) as Run;
  await select(probe).selectOption(last.id);
  await expectParameter(page, "run", last.id);
  await expect(probe.source).toContainText("These answers are from the record");
  const step = Number(parameter(page, "step"));
  expect(last.records?.steps).toContain(step);

  const shown = await probe.table.textContent();
  await page.reload();
  await expect(select(probe)).toHaveValue(last.id);
  await expect(probe.prompt).toHaveValue(prompt);
  await expect.poll(() => probe.table.textContent()).toBe(shown);
  await expect(page.getByRole("status").filter({ hasText: "The link says" })).toHaveCount(0);

  await page.goBack();
  await page.goBack();
  await expect(select(probe)).toHaveValue(flagship.id);
  await expect.poll(() => probe.table.textContent()).toBe(answers);
});

test("a run without weights says so, one without a target is held against none", async ({ page }) => {
  const probe = await openProbe(page, "?seed=1");
  const bare = expectOne("a run with a target whose weights do not ship", (run) => {
    return run.checkpoints.length === 0 && run.supervision.target !== null;
  });
  await chooseArm(probe, titleOf(bare));
  await select(probe).selectOption(bare.id);
  await expect(probe.source).toContainText(
    "Nothing can be run live here: the bundle ships no checkpoint of this run.",
  );
  await expect(probe.table.getByRole("columnheader", { name: "of its target" })).toBeVisible();

  const untaught = expectOne("a run without a target", ({ supervision }) => supervision.target === null);
  await chooseArm(probe, titleOf(untaught));
  await select(probe).selectOption(untaught.id);
  await expect(probe.table).toBeVisible();
  await expect(probe.table.getByRole("columnheader", { name: "of its target" })).toHaveCount(0);
  await expect(probe.source).toContainText("It was never taught to explain itself");
  if (untaught.records?.steps.length === 1) {
    await expect(page.getByText(/^Checkpoint [\d,]+, the only one of this run$/)).toBeVisible();
    await expect(probe.panels).toHaveCount(0);
  }
});

test("another run's weights run live, with its own target, and the next choice ends that", async ({
  page,
}) => {
  test.slow();
  const isOther = ({ id, family, checkpoints }: Run) =>
    checkpoints.length > 0 && id !== flagship.id && family !== flagship.family;
  const other = expectOne("another family's run that ships weights and has a target", (run) => {
    return isOther(run) && run.supervision.target !== null;
  });
  const probe = await openProbe(page, `?run=${other.id}&seed=1&backend=wasm`);
  await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
  await probe.start.click();
  await expectLive(probe);
  await expectAnswered(probe);
  await expect(probe.source).toContainText("Live agrees with the record");
  const count = other.checkpoints.length;
  await expect(probe.source).toContainText(`${count} checkpoint${count === 1 ? "" : "s"}`);

  await test.step("a prompt that no record has is asked of the run and of its target", async () => {
    await probe.prompt.fill(`zebrafish ${await probe.prompt.inputValue()}`);
    await expectAnswered(probe);
    await expect(probe.source).toContainText("The record does not have this prompt.");
    await expect(probe.table).not.toContainText("not asked");
  });

  await chooseArm(probe, titleOf(flagship));
  await select(probe).selectOption(flagship.id);
  await expect(probe.source).not.toContainText("Live on");
  await expect(probe.start).toHaveText(/, [\d.]+\sMB$/);
});
