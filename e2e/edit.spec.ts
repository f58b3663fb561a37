/** Editing the prompt: by typing and by its controls; what cannot be asked is said, and nothing typed is lost. */
import { firstTask } from "./support/bundle";
import { expect, test } from "./support/page-watch";
import {
  expectAnswered,
  expectParameter,
  goLive,
  openProbe,
  parameter,
  readWords,
  settledAddress,
} from "./support/probe-page";

test("toggling a cue and typing change the text, the link and the live answers", async ({ page }) => {
  test.slow();
  const probe = await openProbe(page, "?seed=1");
  await goLive(probe);
  const opening = await probe.prompt.inputValue();

  const cue = firstTask.cues.find(({ texts }) => texts.some((text) => opening.includes(text)));
  if (!cue) throw new Error(`e2e: expected a prompt with a cue, got "${opening}"`);
  const toggle = page.getByRole("checkbox", { name: cue.name });
  const row = probe.table.getByRole("row").filter({
    has: page.getByRole("rowheader", { name: cue.name }),
  });
  await expect(toggle).toBeChecked();
  await expect(row).toContainText("taken out");

  await test.step("a cue taken out", async () => {
    await toggle.uncheck();
    await expect(row).toContainText("put in");
    await expectAnswered(probe);
    for (const text of cue.texts) expect(await probe.prompt.inputValue()).not.toContain(text);
    await expect.poll(() => parameter(page, "cues")).not.toContain(cue.id);
  });

  await test.step("the way back brings it in again", async () => {
    await page.goBack();
    await expect(probe.prompt).toHaveValue(opening);
    await expect(toggle).toBeChecked();
    await expect(row).toContainText("taken out");
  });

  await test.step("another wording of it", async () => {
    const wording = page.getByRole("combobox", { name: `Wording of ${cue.name}` });
    const other = cue.texts.findIndex((text) => !opening.includes(text));
    await wording.selectOption(String(other));
    await expect(probe.prompt).toHaveValue(new RegExp(cue.texts[other] ?? ""));
    await expectParameter(
      page,
      "cues",
      (parameter(page, "cues") ?? "")
        .split(",")
        .map((part) => (part.startsWith(cue.id) ? `${cue.id}${other > 0 ? `~${other}` : ""}` : part))
        .join(","),
    );
  });

  await test.step("a word typed", async () => {
    const slot = firstTask.slots[0];
    if (!slot) throw new Error("e2e: expected a task with a free slot");
    const select = page.getByRole("combobox", { name: slot.title });
    const former = await select.inputValue();
    const before = await readWords(probe.table);
    const text = await probe.prompt.inputValue();
    const known = slot.values.filter((value) => !text.includes(value));
    const other = known.at(-1) ?? "";
    await probe.prompt.fill("");
    await probe.prompt.pressSequentially(text.replace(former, other));
    await expect(select).toHaveValue(other);
    await expect.poll(() => parameter(page, "slots")).toContain(`${slot.name}:${other}`);
    await expectAnswered(probe);
    const replies = page.getByRole("region", { name: "At one checkpoint" }).getByRole("listitem");
    await expect(replies.filter({ hasText: other })).toHaveCount(1);
    await expect(probe.panels.first()).toContainText(other);
    expect((await readWords(probe.table)).length).toBe(before.length);
  });

  await test.step("an unknown word typed is asked as well", async () => {
    const text = await probe.prompt.inputValue();
    const typed = `Zebrafish ${text}`;
    await probe.prompt.fill(typed);
    await expect(probe.remarks).toContainText("The models do not know “zebrafish”");
    await expect(probe.source).toContainText("The record does not have this prompt.");
    await expectAnswered(probe);
    await expect(probe.prompt).toHaveValue(typed);
  });
});

test("unknown words are marked and named, and stay", async ({ page }) => {
  const probe = await openProbe(page, "?seed=2");
  const opening = await probe.prompt.inputValue();
  const typed = `Zebrafish ${opening}  Quux`;
  await probe.prompt.fill(typed);
  await expect(probe.remarks).toContainText("The models do not know “zebrafish” or “quux”");
  for (const word of ["Zebrafish", "Quux"]) {
    // The mark lies under the field, in a copy of its text.
    const mark = probe.builder.getByText(word, { exact: true });
    await expect(mark).toHaveCSS("text-decoration-style", "wavy");
  }
  await expect(probe.prompt).toHaveValue(typed);
  await expectParameter(page, "prompt", typed);
  await expect(probe.source).toContainText("This prompt is not in the record. Run it live");

  await probe.prompt.fill(opening);
  await expect(probe.remarks).not.toContainText("do not know");
  await expect(probe.source).toContainText("These answers are from the record");
});

test("an empty prompt and one that is too long get a clear sentence, and nothing is lost", async ({
  page,
}) => {
  const probe = await openProbe(page, "?seed=3");
  const opening = await probe.prompt.inputValue();
  await probe.slider.press("ArrowLeft");
  const answers = await probe.table.textContent();
  const step = await probe.slider.inputValue();

  await test.step("empty", async () => {
    await probe.prompt.fill("");
    await expect(probe.remarks).toContainText("The prompt is empty. Type something, or pick an entity.");
    await expect(probe.prompt).toHaveAttribute("aria-invalid", "true");
    await expect(probe.start).toBeEnabled();
    await expectParameter(page, "step", step);
  });

  await test.step("an entity picked writes a prompt again", async () => {
    await page.getByRole("combobox", { name: "Entity" }).fill(firstTask.entities[0]?.id ?? "");
    await page.keyboard.press("Enter");
    await expect(probe.prompt).not.toHaveValue("");
    await expect(probe.prompt).toHaveAttribute("aria-invalid", "false");
  });

  for (const words of [80, 700]) {
    await test.step(`${words} words`, async () => {
      const long = `${opening} ${"again ".repeat(words)}`.trim();
      await probe.prompt.fill(long);
      await expect(probe.remarks).toContainText("The prompt is longer than the model can read. Shorten it.");
      await expect(probe.prompt).toHaveValue(long);
      await expectParameter(page, "prompt", long);
      await settledAddress(page);
      await page.reload();
      await expect(probe.prompt).toHaveValue(long);
      await expect(probe.remarks).toContainText("longer than the model can read");
    });
  }

  await test.step("the prompt as it was has the answers it had", async () => {
    await probe.prompt.fill(opening);
    await expect(probe.slider).toHaveValue(step);
    await expect.poll(() => probe.table.textContent()).toBe(answers);
  });
});

test("a prompt that names no entity of the task says what it lacks", async ({ page }) => {
  const probe = await openProbe(page, "?seed=4");
  const opening = await probe.prompt.inputValue();
  await probe.prompt.fill("what do you think ?");
  await expect(probe.remarks).toContainText("Name it, or choose it below.");
  await expect(probe.prompt).toHaveValue("what do you think ?");
  await probe.prompt.fill(opening);
  await expect(probe.table).toBeVisible();
});
