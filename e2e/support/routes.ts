/** The routes of the built site, read from out/, so that a new page is tested without being listed. */
import { resolve } from "node:path";
import { listFiles } from "../../scripts/file-tree.mjs";

/** Paths relative to the base URL: "" for the overview, "probe/" for a page. Next's own 404 pages are left out. */
export function builtRoutes(out = resolve(import.meta.dirname, "../../out")): string[] {
  return listFiles(out)
    .filter((path) => path === "index.html" || path.endsWith("/index.html"))
    .map((path) => path.slice(0, -"index.html".length))
    .filter((route) => !/^(_next|_not-found|404)\//.test(route));
}
