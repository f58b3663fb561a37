/**
 * Serves the built site as a good static host would: right MIME types, cross-origin isolation (so that WASM
 * may use threads), manifests never from a cache, everything below BASE_PATH. No part of the site needs it.
 * `node scripts/serve.mjs [folder]`, with PORT, HOST and BASE_PATH from the environment.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import sirv from "sirv";
import { listFiles } from "./file-tree.mjs";

const FIRST_PORT = 3000;
const PORTS_TRIED = 20;

/** Types that sirv's table lacks, or that browsers insist on. */
const MIME_TYPES = {
  ".mjs": "text/javascript",
  ".onnx": "application/octet-stream",
  ".parquet": "application/vnd.apache.parquet",
  ".safetensors": "application/octet-stream",
  ".wasm": "application/wasm",
};

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Headers of a file, by its path on the site.
 * @param {string} path
 * @returns {Record<string, string>}
 */
export function headersFor(path) {
  const type = Object.entries(MIME_TYPES).find(([ending]) => path.endsWith(ending))?.[1];
  const cache = path.endsWith("/bundle.json")
    ? "no-store"
    : path.includes("/_next/static/")
      ? "public, max-age=31536000, immutable"
      : "no-cache";
  return { ...ISOLATION, "Cache-Control": cache, ...(type ? { "Content-Type": type } : {}) };
}

/**
 * A server for the folder `out`, not yet listening.
 * @param {string} out
 * @param {string} basePath "" or "/name"
 */
export function createSiteServer(out, basePath = "") {
  const files = sirv(out, {
    etag: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    },
  });
  const pages = new Set(
    listFiles(out).flatMap((path) =>
      path.endsWith("/index.html") ? [`/${path.slice(0, -"/index.html".length)}`] : [],
    ),
  );
  const notFound = existsSync(join(out, "404.html")) ? readFileSync(join(out, "404.html")) : "Not found";
  return createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://site");
    /** @param {string} location */
    const redirect = (location) => response.writeHead(308, { Location: location, ...ISOLATION }).end();
    const answerNotFound = () => {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8", ...ISOLATION }).end(notFound);
    };

    if (basePath !== "" && (pathname === "/" || pathname === basePath))
      return redirect(`${basePath}/${search}`);
    if (!pathname.startsWith(`${basePath}/`)) return answerNotFound();
    const path = pathname.slice(basePath.length);
    if (pages.has(path)) return redirect(`${pathname}/${search}`);
    request.url = path + search;
    return files(request, response, answerNotFound);
  });
}

/**
 * Listens on the first free port of a list.
 * @param {import("node:http").Server} server
 * @param {number[]} ports
 * @param {string} host
 * @returns {Promise<number>} the port
 * @throws if none of them is free
 */
export async function listenOnFreePort(server, ports, host) {
  for (const port of ports) {
    const isListening = await new Promise((done, fail) => {
      server.once("error", (error) =>
        "code" in error && error.code === "EADDRINUSE" ? done(false) : fail(error),
      );
      server.listen(port, host, () => done(true));
    });
    server.removeAllListeners("error");
    const address = server.address();
    if (isListening && address !== null && typeof address === "object") return address.port;
  }
  throw new Error(
    `serve: expected a free port among ${ports.join(", ")}, got none. Name another: PORT=8080 npm run serve`,
  );
}

async function serve() {
  const out = resolve(process.argv[2] ?? join(import.meta.dirname, "../out"));
  const basePath = process.env.BASE_PATH ?? "";
  const host = process.env.HOST ?? "127.0.0.1";
  if (!existsSync(join(out, "index.html"))) {
    throw new Error(
      `serve: expected a built site in ${out}, got none. Run \`npm run build\` first, or \`npm start\`.`,
    );
  }
  const ports = process.env.PORT
    ? [Number(process.env.PORT)]
    : Array.from({ length: PORTS_TRIED }, (_, offset) => FIRST_PORT + offset);
  const port = await listenOnFreePort(createSiteServer(out, basePath), ports, host);
  console.log(`Tandem is at http://${host === "0.0.0.0" ? "localhost" : host}:${port}${basePath}/`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  serve().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
