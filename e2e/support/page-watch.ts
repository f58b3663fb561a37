/**
 * The `test` every journey imports instead of Playwright's: it fails a test whose page asks another origin for
 * anything, logs an error or throws. A journey that provokes an error on purpose names it with `allowError`.
 */
import { type BrowserContext, test as base, expect } from "@playwright/test";

type PageWatch = {
  /** From now on, console and page errors that match are expected. */
  allowError: (pattern: RegExp) => void;
};

/** Schemes that never leave the machine. */
const LOCAL = /^(data|blob|about):/;

/**
 * Collects, as they happen, what the context's pages and workers ask other origins for (`foreign`, addresses) and
 * what they log as an error or throw (`errors`).
 */
export function watchContext(context: BrowserContext, origin: string) {
  const foreign: string[] = [];
  const errors: string[] = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!LOCAL.test(url) && new URL(url).origin !== origin) foreign.push(url);
  });
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  return { foreign, errors };
}

export const test = base.extend<{ pageWatch: PageWatch }>({
  pageWatch: [
    async ({ context, baseURL }, use) => {
      const { foreign, errors } = watchContext(context, new URL(baseURL ?? "").origin);
      const allowed: RegExp[] = [];
      await use({ allowError: (pattern) => allowed.push(pattern) });
      expect.soft(foreign, "requests that leave the origin").toEqual([]);
      const unexpected = errors.filter((error) => !allowed.some((pattern) => pattern.test(error)));
      expect.soft(unexpected, "errors in the page").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
