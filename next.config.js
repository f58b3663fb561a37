// A static export: no server, no headers, any sub-path. BASE_PATH ("/name") is inlined at build time.
// A build reports to nobody.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

const basePath = process.env.BASE_PATH ?? "";

/** @type {import("next").NextConfig} */
const nextConfig = {
  output: "export",
  basePath,
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  env: { NEXT_PUBLIC_BASE_PATH: basePath },
};

export default nextConfig;
