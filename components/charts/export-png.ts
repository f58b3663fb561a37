/** A figure as a PNG: the same picture as its SVG, drawn at twice the size for screens and print. Browser only. */
import type { SvgFile } from "./export-svg";
import { type FigureFacts, listFacts } from "./figure-facts";
import { describePng } from "./png-chunks";

/** Pixels to a CSS pixel. */
export const PNG_SCALE = 2;

async function drawPng({ text, width, height }: SvgFile): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image(width * PNG_SCALE, height * PNG_SCALE);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("drawPng: expected a canvas to draw on, got none");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error(`drawPng: expected ${canvas.width} by ${canvas.height} pixels, got none`));
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The PNG's bytes. Rejects where the browser cannot draw it. */
export async function toPngFile(svg: SvgFile, facts: FigureFacts): Promise<Uint8Array<ArrayBuffer>> {
  const png = new Uint8Array(await (await drawPng(svg)).arrayBuffer());
  return describePng(png, listFacts(facts), PNG_SCALE);
}
