/**
 * What a reader takes away from a figure: each kind of file opens, holds what the page shows, and says where it is
 * from. On every page of figures; and of what has files and no picture, the table of all arms and the items.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { PAGE_COMMAND, RESULTS_COMMAND } from "@/components/shell/bundle-provenance";
import type { Results } from "@/lib/bundle/results";
import { firstTask } from "./support/bundle";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import { expectProvenance, readCsv, readPng, saveBy, saveFile } from "./support/saved-files";

const MAX_SVG_BYTES = 200e3;
/** Anything that would have to be fetched; what names a format or stands in the description is not that. */
const EXTERNAL = /(?:href|src)="(?!#|data:)|url\((?!["']?(?:#|data:|&quot;#))|@import|<image|<script/;

/** What makes the numbers of a page: those of the Arms page are in the bundle's results. */
const commandOf = (route: string) => (route.startsWith("arms/") ? RESULTS_COMMAND : PAGE_COMMAND);

const ROUTES = ["", "timeline/?task=sycophancy&pins=600", "plane/", "matrix/", "arms/"];

const results: Results = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../out/models/organisms/results.json"), "utf8"),
);

async function openFigures(page: Page, route: string) {
  await openPage(page, route);
  await settledPicture(page);
  const figures = await page.getByRole("figure").all();
  expect(figures.length).toBeGreaterThan(0);
  return figures;
}

/** A number as a page writes it, with the most that it may be off by for its decimals; null for what is no number. */
function readNumber(text: string): { value: number; error: number } | null {
  const match = /^([−-]?)([\d,]+)(?:\.(\d+))?(\s%)?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", decimals = "", percent] = match;
  const scale = percent ? 0.01 : 1;
  return {
    value: (sign ? -scale : scale) * Number(`${whole.replaceAll(",", "")}.${decimals}`),
    error: scale * 0.5 * 10 ** -decimals.length * (1 + 1e-9),
  };
}

/** Whether a number as a page writes it is that of a field; both may be nothing. */
function isSame(shown: string, saved: string | undefined): boolean {
  if (shown === "n/a") return saved === "";
  const number = readNumber(shown);
  if (number === null || saved === undefined || saved === "") return shown === saved;
  return Math.abs(number.value - Number(saved)) <= number.error;
}

const INTERVAL = /^(\S+)\s\[(\S+),\s(\S+)\](?:\s†)?$/;

/**
 * Where a page's table and the CSV tell differently, over all of their cells, in words: values, both ends of every
 * interval, what is missing (and then says why), and what an estimate rests on, which is a column of its own on the
 * page and stands beside it in the CSV.
 */
function compareCells(
  [head = [], ...body]: readonly string[][],
  [header = [], ...rows]: readonly string[][],
): string[] {
  const differences: string[] = [];
  let numbers = 0;
  head.forEach((name, column) => {
    const shown = body.map((row) => row[column] ?? "");
    const at = header.indexOf(name);
    const suffix = { n: " n", entities: " clusters" }[name];
    if (at < 0 && suffix !== undefined) {
      const told = header.flatMap((title, i) => (title.endsWith(suffix) ? [i] : []));
      const isTold = told.some((i) => shown.every((text, row) => isSame(text, rows[row]?.[i])));
      if (!isTold) differences.push(`${name}: no column of the CSV tells it`);
      return;
    }
    if (at < 0) {
      differences.push(`${name}: not in the CSV`);
      return;
    }
    const isEstimate = header[at + 1] === `${name} low`;
    shown.forEach((text, row) => {
      const parts = INTERVAL.exec(text)?.slice(1) ?? [text];
      numbers += parts.filter((part) => readNumber(part) !== null).length;
      const fields = rows[row]?.slice(at, at + parts.length);
      if (!parts.every((part, i) => isSame(part, fields?.[i])))
        differences.push(`${name}, row ${row}: ${text} on the page, ${fields?.join(" ")} in the CSV`);
      const hasReason = rows[row]?.[header.indexOf(`${name} note`)] !== "";
      if (isEstimate && (text === "n/a" || text.endsWith("†")) && !hasReason)
        differences.push(`${name}, row ${row}: ${text} without a note in the CSV`);
    });
  });
  return numbers > 0 ? differences : ["no number was compared"];
}

/** What the browser makes of a picture: parsed, drawn, and how many colours it has then. */
function lookAt(page: Page, { bytes, type }: { bytes: Buffer; type: string }) {
  return page.evaluate(
    async ({ base64, type }) => {
      const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const svg =
        type === "image/svg+xml"
          ? new DOMParser().parseFromString(new TextDecoder().decode(data), "image/svg+xml")
          : null;
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([data], { type }));
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        colours: new Set(pixels).size,
        errors: svg?.querySelectorAll("parsererror").length ?? 0,
        title: svg?.querySelector("title")?.textContent ?? "",
        texts: [...(svg?.querySelectorAll("text") ?? [])].map((text) => text.textContent),
      };
    },
    { base64: bytes.toString("base64"), type },
  );
}

for (const route of ROUTES) {
  test.describe(`/${route}`, () => {
    test.slow();

    test("saves every picture as an SVG that stands by itself, and as a PNG of twice its size", async ({
      page,
    }) => {
      for (const figure of await openFigures(page, route)) {
        const heading = (await figure.getByRole("heading").textContent()) ?? "";
        const svg = await saveFile(page, figure, "SVG");
        const text = svg.bytes.toString("utf8");
        console.log(`${svg.name}: ${Math.round(svg.bytes.length / 1e3)} KB`);
        expect(svg.name).toMatch(/^tandem-[a-z0-9-]+\.svg$/);
        expect(svg.bytes.length).toBeLessThan(MAX_SVG_BYTES);
        expect(text).not.toMatch(EXTERNAL);
        expect(text).not.toContain("var(--");
        expect(text).toContain("@font-face");
        expectProvenance(text, page, commandOf(route));
        const drawing = await lookAt(page, { bytes: svg.bytes, type: "image/svg+xml" });
        expect(drawing.errors).toBe(0);
        // A heading of two lines has no space between them.
        const title = drawing.title;
        expect(title.replace(/\s/g, "")).toBe(heading.replace(/\s/g, ""));
        expect(drawing.colours).toBeGreaterThan(10);
        for (const text of drawing.texts) expect(text).not.toBe("");

        const png = await saveFile(page, figure, "PNG");
        const { width, height, texts } = readPng(png.bytes);
        const picture = await lookAt(page, { bytes: png.bytes, type: "image/png" });
        expect([picture.width, picture.height]).toEqual([width, height]);
        expect([width, height]).toEqual([2 * drawing.width, 2 * drawing.height]);
        expect(picture.colours).toBeGreaterThan(10);
        expect(texts.get("Title")).toBe(title);
        const said = [...texts].map(([name, text]) => `${name}: ${text}`).join("\n");
        expectProvenance(said, page, commandOf(route));
      }
    });

    test("saves every table as CSV and as LaTeX, with the page's numbers", async ({ page }) => {
      for (const figure of await openFigures(page, route)) {
        await figure.getByText("Show the numbers").click();
        const cells = await figure
          .getByRole("table")
          .evaluate((table) =>
            [...(table as HTMLTableElement).rows].map((row) =>
              [...row.cells].map((cell) => (cell.textContent ?? "").replace(/^n\/a.*/, "n/a")),
            ),
          );
        const [head = [], ...body] = cells;
        const csv = (await saveFile(page, figure, "CSV")).bytes.toString("utf8");
        expectProvenance(csv, page, commandOf(route));
        const [header = [], ...rows] = readCsv(csv);
        expect(rows).toHaveLength(body.length);
        for (const row of rows) expect(row).toHaveLength(header.length);
        expect(new Set(header).size).toBe(header.length);
        expect(compareCells(cells, [header, ...rows])).toEqual([]);

        const latex = (await saveFile(page, figure, "LaTeX")).bytes.toString("utf8");
        expectProvenance(latex, page, commandOf(route));
        const lines = latex.split("\n").filter((line) => line.endsWith("\\\\"));
        expect(lines).toHaveLength(1 + body.length);
        for (const line of lines) expect(line.split(/(?<!\\)&/)).toHaveLength(head.length);
        expect(latex).toMatch(/^\\begin\{tabular\}\{[lr]+\}$/m);
        expect(latex.trimEnd()).toMatch(/\\end\{tabular\}$/);
        // What a cell leaves open is said in the file, too, and what the figure says that it does not draw.
        const notes = /^% Notes: (.*)$/m.exec(latex)?.[1] ?? "";
        if (body.flat().includes("n/a")) expect(notes).toContain("n/a where ");
        if (body.flat().some((cell) => cell.endsWith("†"))) expect(notes).toMatch(/† Fewer than/);
        for (const undrawn of await figure
          .getByText(/^(?:Not drawn|Not run yet|Hatched): /)
          .allTextContents())
          expect(notes).toContain(undrawn.replace(/\s+/g, " ").trim());
        expect(csv.includes(`# Notes: ${notes.replaceAll('"', "'")}`)).toBe(notes !== "");
      }
    });
  });
}

test("the table of all arms: every mean and every run as CSV, the means as LaTeX", async ({ page }) => {
  await openFigures(page, "arms/");
  const part = page.getByRole("heading", { name: "All arms", exact: true }).locator("..");
  const csv = (await saveFile(page, part, "CSV")).bytes.toString("utf8");
  expectProvenance(csv, page, RESULTS_COMMAND);
  const [header = [], ...rows] = readCsv(csv);
  const expected = results.rows.flatMap(({ seeds, pooled }) => [
    pooled,
    ...seeds.map(({ slices }) => slices),
  ]);
  expect(rows).toHaveLength(expected.length);
  for (const [title, name] of [
    ["coupling index", "couplingIndex"],
    ["self-pull", "selfPull"],
    ["target-pull", "targetPull"],
  ] as const) {
    const at = header.indexOf(title);
    expect(header.slice(at, at + 4)).toEqual([title, `${title} low`, `${title} high`, `${title} n`]);
    expected.forEach((slices, row) => {
      const statistic = slices["held-out"]?.[name];
      if (!Array.isArray(statistic)) throw new Error(`e2e: expected ${name} of row ${row}, got ${statistic}`);
      expect(rows[row]?.slice(at, at + 4).map(Number), `${title}, row ${row}`).toEqual(statistic.slice(0, 4));
    });
  }

  const latex = (await saveFile(page, part, "LaTeX")).bytes.toString("utf8");
  expectProvenance(latex, page, RESULTS_COMMAND);
  const lines = latex.split("\n").filter((line) => line.endsWith("\\\\"));
  expect(lines).toHaveLength(1 + results.rows.length);
  results.rows.forEach(({ pooled }, row) => {
    const [value] = pooled["held-out"]?.couplingIndex ?? [];
    expect(lines[row + 1]).toContain(Number(value).toFixed(2));
  });
});

test("the items that are left, as CSV", async ({ page }) => {
  await openPage(page, `items/?task=${firstTask.id}&changes=only-self`);
  await settledPicture(page);
  const table = page.getByRole("table");
  const count = Number(await table.getAttribute("aria-rowcount")) - 1;
  const saved = await saveBy(page, page.getByRole("button", { name: "Save these rows as CSV" }));
  expect(saved.name).toMatch(/^tandem-items.*\.csv$/);
  const csv = saved.bytes.toString("utf8");
  expectProvenance(csv, page);
  const [header = [], ...rows] = readCsv(csv);
  expect(count).toBeGreaterThan(0);
  expect(rows).toHaveLength(count);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  expect(new Set(column("task"))).toEqual(new Set([firstTask.id]));
  expect(new Set(column("split"))).toEqual(new Set(["held-out"]));
  expect(new Set(column("changes"))).toEqual(new Set(["only-self"]));
  expect(new Set(column("item")).size).toBe(count);
  const first = table.locator('tr[aria-rowindex="2"]');
  for (const name of ["counterfactual", "claim", "target_counterfactual"])
    await expect(first).toContainText(column(name)[0] ?? "");
});

test("the link in a file opens the view it was saved from", async ({ page }) => {
  await openFigures(page, "timeline/");
  await page.getByRole("combobox", { name: "Entities", exact: true }).selectOption("explained");
  await expect(page).toHaveURL(/split=explained/);
  const before = await settledPicture(page);
  const csv = (await saveFile(page, page.getByRole("figure").first(), "CSV")).bytes.toString("utf8");
  const link = /^# Link: (.*)\r$/m.exec(csv)?.[1] ?? "";
  await page.goto("about:blank");
  await page.goto(link);
  expect(await settledPicture(page)).toEqual(before);
});
