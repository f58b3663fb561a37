/**
 * The page's own sans face as a style sheet that carries the font itself, so that a saved picture has the letters
 * it was laid out with, wherever it is opened. Browser only.
 */

/** The face's public name, which programs that ignore embedded fonts look for among the installed ones. */
const NAME = "Source Sans 3";

/** What a saved picture's text is set in. */
export const FONT_STACK = `"${NAME}", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif`;

/** The address of the face that `--font-sans` names first, from the page's own style sheets; null where it has none. */
function findFontUrl(): string | null {
  const family = getComputedStyle(document.documentElement).getPropertyValue("--font-sans").split(",")[0];
  const wanted = family?.trim().replaceAll(/["']/g, "");
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const name = rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "");
      const url = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
      if (name === wanted && url) return new URL(url, sheet.href ?? location.href).href;
    }
  }
  return null;
}

async function readDataUrl(blob: Blob): Promise<string> {
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The style sheet's text; null where the page has no such face or it cannot be had. The text is readable without. */
export async function embeddedFont(): Promise<string | null> {
  const url = findFontUrl();
  if (url === null) return null;
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const data = await readDataUrl(new Blob([await response.arrayBuffer()], { type: "font/woff2" }));
    return `@font-face{font-family:"${NAME}";font-weight:200 900;src:url(${data}) format("woff2")}`;
  } catch {
    return null;
  }
}
