/** The watch itself: what it must notice, provoked in a page and in a worker. Uses Playwright's own `test`. */
import { expect, test } from "@playwright/test";
import { watchContext } from "./support/page-watch";

/** Refuses connections, and is another origin than the site's. */
const ELSEWHERE = "http://127.0.0.1:9/";

test("notices requests that leave the origin, from pages and from workers", async ({
  page,
  context,
  baseURL,
}) => {
  const { foreign } = watchContext(context, new URL(baseURL ?? "").origin);
  await page.goto("");
  await page.evaluate(async (address) => {
    const ask = (path: string) => `fetch("${address}${path}", { mode: "no-cors" }).catch(() => {})`;
    await new Function(`return ${ask("page")}`)();
    const source = `${ask("worker")}.then(() => postMessage("done"))`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    await new Promise((done) => worker.addEventListener("message", done));
  }, ELSEWHERE);
  expect(foreign).toEqual([`${ELSEWHERE}page`, `${ELSEWHERE}worker`]);
});

test("notices errors that are logged or thrown, in pages and in workers", async ({
  page,
  context,
  baseURL,
}) => {
  const { errors } = watchContext(context, new URL(baseURL ?? "").origin);
  await page.goto("");
  await page.evaluate(() => {
    console.error("logged by the page");
    setTimeout(() => {
      throw new Error("thrown by the page");
    });
    const source = 'console.error("logged by the worker"); throw new Error("thrown by the worker")';
    new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  });
  for (const cause of [
    /logged by the page/,
    /thrown by the page/,
    /logged by the worker/,
    /thrown by the worker/,
  ]) {
    await expect.poll(() => errors.some((error) => cause.test(error)), { message: String(cause) }).toBe(true);
  }
});
