/**
 * The `test` every journey imports instead of Playwright's: it fails a test whose page asks another origin for
 * anything, logs an error or throws. A journey that provokes an error on purpose names it with `allowError`.
 */
import { test as base, expect } from "@playwright/test";

type PageWatch = {
  /** From now on, console and page errors that match are expected. */
  allowError: (pattern: RegExp) => void;
};

/** Schemes that never leave the machine. */
const LOCAL = /^(data|blob|about):/;

export const test = base.extend<{ pageWatch: PageWatch }>({
  pageWatch: [
    async ({ context, baseURL }, use) => {
      const { origin } = new URL(baseURL ?? "");
      const foreign: string[] = [];
      const errors: string[] = [];
      const allowed: RegExp[] = [];
      context.on("request", (request) => {
        const url = request.url();
        if (!LOCAL.test(url) && new URL(url).origin !== origin) foreign.push(url);
      });
      context.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use({ allowError: (pattern) => allowed.push(pattern) });
      expect(foreign, "requests that leave the origin").toEqual([]);
      const unexpected = errors.filter((error) => !allowed.some((pattern) => pattern.test(error)));
      expect(unexpected, "errors in the page").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
