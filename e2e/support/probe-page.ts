/** The Probe page by its roles and labels, and what every journey does on it. */
import { expect, type Locator, type Page } from "@playwright/test";
import { SETTLE_MS } from "@/lib/permalink/recent-writes";
import { openPage } from "./open-page";

/** Downloading, compiling and checking a model on a machine that is busy with other things. */
export const LIVE_TIMEOUT_MS = 150_000;

export type ProbePage = {
  page: Page;
  prompt: Locator;
  /** The prompt with all that writes it. */
  builder: Locator;
  /** What is to be said about the prompt. */
  remarks: Locator;
  /** Where the answers come from: the source line and live mode. */
  source: Locator;
  start: Locator;
  backend: Locator;
  slider: Locator;
  table: Locator;
  /** One picture a cue. */
  panels: Locator;
};

export function probePage(page: Page): ProbePage {
  const source = page.getByRole("region", { name: "Where the answers come from" });
  const builder = page.getByRole("region", { name: "The prompt" });
  return {
    page,
    prompt: page.getByRole("textbox", { name: /^Prompt/ }),
    builder,
    remarks: builder.locator("[aria-live]"),
    source,
    start: source.getByRole("button", { name: /^Run it live/ }),
    backend: source.getByRole("combobox", { name: "run on" }),
    slider: page.getByRole("slider", { name: /^Checkpoint/ }),
    table: page.getByRole("table", { name: /^What each edit does/ }),
    panels: page.getByRole("region", { name: "At every checkpoint" }).getByRole("img"),
  };
}

/** Opens a link to the page and waits for its recorded values. `search` is with its question mark. */
export async function openProbe(page: Page, search = ""): Promise<ProbePage> {
  await openPage(page, `probe/${search}`);
  const probe = probePage(page);
  await expect(probe.table).toBeVisible();
  return probe;
}

/** A parameter of the page's address. */
export function parameter(page: Page, name: string): string | null {
  return new URL(page.url()).searchParams.get(name);
}

/** Waits for a parameter of the address: it is written a moment after what it stands for. */
export async function expectParameter(page: Page, name: string, value: string): Promise<void> {
  await expect.poll(() => parameter(page, name), { message: `${name} in the address` }).toBe(value);
}

/**
 * Waits until the address has stood for as long as the page looks after it: the router may write an earlier one once
 * more (see `RecentWrites`), which a reload at that moment would show.
 */
export async function settledAddress(page: Page): Promise<void> {
  let [last, since] = ["", Date.now()];
  const stoodFor = () => {
    if (page.url() !== last) [last, since] = [page.url(), Date.now()];
    return Date.now() - since;
  };
  await expect
    .poll(stoodFor, { message: "an address that stands still", intervals: [100] })
    .toBeGreaterThan(SETTLE_MS + 500);
}

/** Expects the checkpoint in every place that shows it. */
export async function expectStep({ page, slider, panels }: ProbePage, step: number): Promise<void> {
  await expect(slider).toHaveValue(String(step));
  await expectParameter(page, "step", String(step));
  const marked = new RegExp(`Marked: step ${step.toLocaleString("en-GB")}\\.`);
  for (const panel of await panels.all()) await expect(panel.locator("desc")).toHaveText(marked);
}

/** Waits until the model runs; says how the start ended where it does not. */
export async function expectLive({ source }: ProbePage): Promise<void> {
  const over = source.getByText(/^Live on /).or(source.getByRole("alert"));
  await expect(over.first()).toBeVisible({ timeout: LIVE_TIMEOUT_MS });
  await expect(source.getByRole("alert")).toHaveCount(0);
}

/** Waits until every checkpoint has answered the prompt on the page. */
export async function expectAnswered({ source }: ProbePage): Promise<void> {
  const done = source.getByText(/Computed here just now: \d+ checkpoints? in [\d,]+ ms\./);
  await expect(done).toBeVisible({ timeout: LIVE_TIMEOUT_MS });
}

/** Goes live and waits for the answers of every checkpoint. */
export async function goLive(probe: ProbePage): Promise<void> {
  await probe.start.click();
  await expectLive(probe);
  await expectAnswered(probe);
}

/** The table's words without its probabilities: replies, claims, verdicts. */
export async function readWords(table: Locator): Promise<string[]> {
  const rows = await table.getByRole("row").allInnerTexts();
  return rows.map((row) => row.replace(/(^|\s)(1\.0|\.\d\d)(?=\s|$)/g, " ").replace(/\s+/g, " "));
}
