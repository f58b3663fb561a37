/** The pages of figures: how each is changed by hand, and a link to each in which nothing is right. */
import { expect, type Page } from "@playwright/test";

export type AnalysisPage = {
  route: string;
  /** Changes what is shown, in as many ways as the page has. */
  change: (page: Page) => Promise<void>;
  /** Parameters of the page, each with a value that it does not have. */
  bad: Record<string, string>;
};

const BAD_FILTER = {
  task: "nonsense",
  cue: "nobody",
  edit: "swap",
  flip: "9-9",
  reply: "perhaps",
  margin: "far",
};

const control = (page: Page, label: string) =>
  page.getByRole("main").getByRole("combobox", { name: label, exact: true });

/** Another value of a select than the one it has: the one before its last. */
async function chooseOther(page: Page, label: string): Promise<void> {
  const select = control(page, label);
  const options = await select
    .getByRole("option")
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const former = await select.inputValue();
  const other = options.filter((value) => value !== former).at(-1);
  if (other === undefined) throw new Error(`e2e: expected another choice of ${label}, got ${options}`);
  await select.selectOption(other);
  await expect(select).toHaveValue(other);
}

export const ANALYSIS_PAGES: AnalysisPage[] = [
  {
    route: "plane/",
    async change(page) {
      await chooseOther(page, "Task");
      await control(page, "Checkpoints").selectOption("last");
      await control(page, "Entities").selectOption("both");
      await page
        .getByRole("button", { name: /^Remove / })
        .last()
        .click();
      await page
        .getByRole("checkbox", { name: /^Mark / })
        .last()
        .check();
    },
    bad: { runs: "nobody,noone", steps: "first", split: "some", pins: "nobody", ...BAD_FILTER },
  },
  {
    route: "timeline/",
    async change(page) {
      await chooseOther(page, "Task");
      await chooseOther(page, "Cue edited");
      await chooseOther(page, "Entities");
      for (const toggle of [0, -1]) {
        const box = page.getByRole("main").getByRole("checkbox").nth(toggle);
        await box.setChecked(!(await box.isChecked()));
      }
      await chooseOther(page, "Keep a step marked");
      await page.getByRole("button", { name: "Mark", exact: true }).click();
    },
    bad: { run: "nobody", line: "all", beside: "nobody", pins: "7777777", split: "some", ...BAD_FILTER },
  },
  {
    route: "matrix/",
    async change(page) {
      await chooseOther(page, "Task");
      await chooseOther(page, "Statistic");
      await chooseOther(page, "Entities");
      await page.getByText(/^Rows and columns/).click();
      await page.getByRole("main").getByRole("checkbox").nth(1).click();
      await control(page, "Statistic").selectOption("faithfulness");
      await control(page, "Items").selectOption("disputed");
      await page.getByRole("grid").locator("[tabindex='0']").focus();
      await page.keyboard.press("p");
      await expect(page.getByText(/^Marked: /)).toBeVisible();
    },
    bad: {
      run: "nobody",
      statistic: "kindness",
      disputed: "perhaps",
      places: "nowhere",
      pins: "nowhere.nobody",
      split: "some",
      ...BAD_FILTER,
    },
  },
  {
    route: "arms/",
    async change(page) {
      await page.getByRole("main").getByRole("radio").last().check();
      await chooseOther(page, "Statistic");
      await chooseOther(page, "Columns");
      const table = page.getByRole("table", { name: "All arms" });
      await table.getByRole("button", { name: /^coupling index/ }).click();
      await table.getByRole("checkbox").first().click();
    },
    bad: {
      sweep: "nonsense",
      statistic: "kindness",
      slice: "half",
      columns: "none",
      family: "nobody",
      group: "nobody",
      order: "-nothing",
      pins: "nobody",
    },
  },
  {
    route: "items/",
    async change(page) {
      await chooseOther(page, "Step");
      await chooseOther(page, "Task");
      await control(page, "Verdict").selectOption("omitted");
      await page
        .getByRole("main")
        .getByRole("table")
        .getByRole("button", { name: /^margin/ })
        .click();
    },
    bad: {
      run: "nobody",
      step: "7777777",
      self: "nobody@1",
      target: "nobody",
      order: "height",
      changes: "somebody",
      before: "never",
      disputed: "perhaps",
      verdict: "fine",
      split: "some",
      ...BAD_FILTER,
    },
  },
];
