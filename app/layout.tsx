import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { ThemeScript } from "@/components/shell/theme-script";
import { sourceSans, sourceSerif, sourceSerifItalic } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: {
    default: "Tandem: when a model changes, do its explanations change with it?",
    template: "%s · Tandem",
  },
  description:
    "Small language models, probed in your browser: what they do, what they say they would do, and whether that is true of themselves or of the model they were taught to explain.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#15181b" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme script sets data-theme before React arrives.
    <html
      lang="en-GB"
      className={`${sourceSerif.variable} ${sourceSerifItalic.variable} ${sourceSans.variable}`}
      suppressHydrationWarning
    >
      <head>
        <ThemeScript />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only bg-paper font-sans text-label focus:not-sr-only focus:absolute focus:top-s focus:left-s focus:z-10 focus:p-s"
        >
          Skip to the content
        </a>
        <Providers>
          <SiteHeader />
          <main id="content" className="page w-full flex-1 pt-xl pb-3xl">
            {children}
          </main>
          <SiteFooter />
        </Providers>
      </body>
    </html>
  );
}
