/**
 * The two typefaces, served by the site from the fontsource packages: Latin subset only, variable weight.
 * The serif's upright also has the optical-size axis, so headings get display cuts; the italic goes without,
 * for it only appears in running text, and is a family of its own so that it is not preloaded.
 */
import localFont from "next/font/local";

export const sourceSerif = localFont({
  src: [
    {
      path: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2",
      weight: "200 900",
      style: "normal",
    },
  ],
  variable: "--font-source-serif",
  display: "swap",
  preload: true,
  adjustFontFallback: "Times New Roman",
});

export const sourceSerifItalic = localFont({
  src: [
    {
      path: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
      weight: "200 900",
      style: "italic",
    },
  ],
  variable: "--font-source-serif-italic",
  display: "swap",
  preload: false,
  adjustFontFallback: "Times New Roman",
});

export const sourceSans = localFont({
  src: [
    {
      path: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
      weight: "200 900",
      style: "normal",
    },
  ],
  variable: "--font-source-sans",
  display: "swap",
  preload: true,
  adjustFontFallback: "Arial",
});
