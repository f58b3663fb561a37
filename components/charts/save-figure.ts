/** Makes a figure's file of a kind and hands it to the browser to save. Browser only. */
import { embeddedFont } from "./embedded-font";
import { toCsv } from "./export-csv";
import { toLatex } from "./export-latex";
import { toPngFile } from "./export-png";
import { toSvgFile } from "./export-svg";
import type { FigureData } from "./figure";
import type { FigureFacts } from "./figure-facts";
import { saveFile } from "./save-file";

export type FileKind = "SVG" | "PNG" | "CSV" | "LaTeX";

function fileName(title: string): string {
  return `tandem-${
    title
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? "figure"
  }`;
}

async function savePicture(kind: "SVG" | "PNG", facts: FigureFacts, plot: HTMLElement | null) {
  const svg = plot && toSvgFile(plot, facts, await embeddedFont());
  if (!svg) throw new Error("savePicture: expected a plot in the figure, got none");
  const name = fileName(facts.title);
  if (kind === "SVG") saveFile(svg.text, `${name}.svg`, "image/svg+xml");
  else saveFile(await toPngFile(svg, facts), `${name}.png`, "image/png");
}

function saveTable(kind: "CSV" | "LaTeX", facts: FigureFacts, { columns, csv, latex }: FigureData) {
  const name = fileName(facts.title);
  if (kind === "CSV") return saveFile(toCsv(csv.header, csv.rows, facts), `${name}.csv`, "text/csv");
  const isNumber = columns.map((column) => column.isNumber ?? false);
  saveFile(toLatex({ ...latex, isNumber }, facts), `${name}.tex`, "application/x-tex");
}

/** @throws where a picture is asked for of a figure without a plot, or the browser cannot draw it. */
export async function saveFigure(
  kind: FileKind,
  facts: FigureFacts,
  data: FigureData,
  plot: HTMLElement | null,
): Promise<void> {
  if (kind === "SVG" || kind === "PNG") await savePicture(kind, facts, plot);
  else saveTable(kind, facts, data);
}
