/**
 * What a reader takes away from a figure: each kind of file opens, holds what the page shows, and says where it is
 * from. On the Overview and on the Timeline, whose figures have every kind of mark.
 */
import type { Page } from "@playwright/test";
import { openPage } from "./support/open-page";
import { expect, test } from "./support/page-watch";
import { settledPicture } from "./support/picture";
import { expectProvenance, readCsv, readPng, saveFile } from "./support/saved-files";

const MAX_SVG_BYTES = 200e3;
/** Anything that would have to be fetched; what names a format or stands in the description is not that. */
const EXTERNAL = /(?:href|src)="(?!#|data:)|url\((?!["']?(?:#|data:|&quot;#))|@import|<image|<script/;

const ROUTES = ["", "timeline/?task=sycophancy&pins=600"];

async function openFigures(page: Page, route: string) {
  await openPage(page, route);
  await settledPicture(page);
  const figures = await page.getByRole("figure").all();
  expect(figures.length).toBeGreaterThan(1);
  return figures;
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
        const title = (await figure.getByRole("heading").textContent()) ?? "";
        const svg = await saveFile(page, figure, "SVG");
        const text = svg.bytes.toString("utf8");
        console.log(`${svg.name}: ${Math.round(svg.bytes.length / 1e3)} KB`);
        expect(svg.name).toMatch(/^tandem-[a-z0-9-]+\.svg$/);
        expect(svg.bytes.length).toBeLessThan(MAX_SVG_BYTES);
        expect(text).not.toMatch(EXTERNAL);
        expect(text).not.toContain("var(--");
        expect(text).toContain("@font-face");
        expectProvenance(text, page);
        const drawing = await lookAt(page, { bytes: svg.bytes, type: "image/svg+xml" });
        expect(drawing).toMatchObject({ errors: 0, title });
        expect(drawing.colours).toBeGreaterThan(10);
        for (const text of drawing.texts) expect(text).not.toBe("");

        const png = await saveFile(page, figure, "PNG");
        const { width, height, texts } = readPng(png.bytes);
        const picture = await lookAt(page, { bytes: png.bytes, type: "image/png" });
        expect([picture.width, picture.height]).toEqual([width, height]);
        expect([width, height]).toEqual([2 * drawing.width, 2 * drawing.height]);
        expect(picture.colours).toBeGreaterThan(10);
        expect(texts.get("Title")).toBe(title);
        expectProvenance([...texts].map(([name, said]) => `${name}: ${said}`).join("\n"), page);
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
        expectProvenance(csv, page);
        const [header = [], ...rows] = readCsv(csv);
        expect(rows).toHaveLength(body.length);
        for (const row of rows) expect(row).toHaveLength(header.length);
        for (const name of head) expect(header).toContain(name);
        const interval = /^(−?[\d,.]+)\s\[/.exec(body.at(-1)?.at(-1) ?? "");
        const exact = rows.at(-1)?.[header.indexOf(head.at(-1) ?? "")] ?? "";
        if (interval) {
          const digits = interval[1]?.split(".")[1]?.length ?? 0;
          expect(Number(exact).toFixed(digits).replace("-", "−")).toBe(interval[1]?.replaceAll(",", ""));
          expect(header.slice(header.indexOf(head.at(-1) ?? "")).slice(1, 4)).toEqual(
            ["low", "high", "n"].map((part) => `${head.at(-1)} ${part}`),
          );
        }

        const latex = (await saveFile(page, figure, "LaTeX")).bytes.toString("utf8");
        expectProvenance(latex, page);
        const lines = latex.split("\n").filter((line) => line.endsWith("\\\\"));
        expect(lines).toHaveLength(1 + body.length);
        for (const line of lines) expect(line.split(/(?<!\\)&/)).toHaveLength(head.length);
        expect(latex).toMatch(/^\\begin\{tabular\}\{[lr]+\}$/m);
        expect(latex.trimEnd()).toMatch(/\\end\{tabular\}$/);
      }
    });
  });
}

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
