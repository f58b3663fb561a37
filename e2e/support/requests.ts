/** What a page and its workers ask for, and answers put in its place. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BrowserContext, Request, Route } from "@playwright/test";

const OUT = resolve(import.meta.dirname, "../../out");

/** Files of the runtime and of the model: what a visitor pays for when going live, and not before. */
const MODEL_FILE = /\/ort\/|onnxruntime|\.(wasm|onnx|safetensors)(\?|$)|\/golden\//;

/** Collects, as they happen, the addresses that match. */
export function watchRequests(context: BrowserContext, pattern: RegExp): string[] {
  const asked: string[] = [];
  context.on("request", (request) => {
    if (pattern.test(request.url())) asked.push(request.url());
  });
  return asked;
}

/** Every request for the runtime or the model. */
export const watchModelRequests = (context: BrowserContext) => watchRequests(context, MODEL_FILE);

/** The file of the built site behind an address. */
export function builtFile(url: string, basePath = process.env.BASE_PATH ?? ""): Buffer {
  const path = decodeURIComponent(new URL(url).pathname).slice(basePath.length);
  return readFileSync(join(OUT, path.endsWith("/") ? `${path}index.html` : path));
}

/** The scripts that a built page names, as paths. */
export function scriptsOf(url: string): string[] {
  const html = builtFile(url).toString();
  return [...new Set([...html.matchAll(/\/_next\/static\/[\w./-]+\.js/g)].map(([path]) => path))];
}

/** Answers requests for a file of the bundle (by its path there) otherwise. Gives back the way to stop that. */
export async function replaceFile(
  context: BrowserContext,
  path: string,
  answer: (route: Route, request: Request) => Promise<void>,
): Promise<() => Promise<void>> {
  const isIt = (url: URL) => url.pathname.endsWith(`/${path}`);
  await context.route(isIt, answer);
  return () => context.unroute(isIt);
}

/** Lets requests for a file wait until the returned function is called. */
export async function holdBack(context: BrowserContext, pattern: RegExp): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route(pattern, async (route) => {
    await released;
    // The page may have given the request up, or itself, meanwhile.
    await route.continue().catch(() => undefined);
  });
  return async () => {
    release();
    await context.unroute(pattern);
  };
}
