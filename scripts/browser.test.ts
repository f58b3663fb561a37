import { describe, expect, it } from "vitest";
import { ensureBrowser, findInstalledBrowser, type Machine } from "./browser.mjs";

const OWN = "/cache/playwright/chrome";

/**
 * A machine on which `programs` are on PATH and `working` browsers start; `onRun` may add to them, as an
 * installation does. `ran` and `said` keep what happened.
 */
function pretend(
  given: Partial<Machine> & {
    programs?: string[];
    working?: string[];
    onRun?: (line: string, working: string[]) => boolean;
  },
) {
  const working = given.working ?? [];
  const ran: string[] = [];
  const said: string[] = [];
  const machine: Machine = {
    env: {},
    isRoot: true,
    find: (name) => ((given.programs ?? []).includes(name) ? `/usr/bin/${name}` : null),
    runs: (path) => working.includes(path),
    playwrightPath: () => OWN,
    run: (command, args) => {
      const line = [command.split("/").at(-1), ...args.map((part) => part.split("/").at(-1))].join(" ");
      ran.push(line);
      return given.onRun?.(line, working) ?? false;
    },
    say: (line) => said.push(line),
    ...given,
  };
  return { machine, ran, said };
}

describe("a browser that is there", () => {
  it("is CHROMIUM_PATH before anything else", () => {
    const { machine } = pretend({
      env: { CHROMIUM_PATH: "/opt/mine" },
      programs: ["chromium"],
      working: ["/opt/mine", "/usr/bin/chromium", OWN],
    });
    expect(findInstalledBrowser(machine)).toEqual({ path: "/opt/mine", source: "CHROMIUM_PATH" });
  });

  it("is refused, not replaced, where CHROMIUM_PATH does not start", () => {
    const { machine } = pretend({
      env: { CHROMIUM_PATH: "/opt/gone" },
      programs: ["chromium"],
      working: ["/usr/bin/chromium"],
    });
    expect(() => ensureBrowser(machine)).toThrow(/CHROMIUM_PATH: expected a browser, got \/opt\/gone/);
  });

  it("is the one on PATH before Playwright's, and Chromium before Chrome", () => {
    const { machine } = pretend({
      programs: ["google-chrome", "chromium"],
      working: ["/usr/bin/chromium", "/usr/bin/google-chrome", OWN],
    });
    expect(findInstalledBrowser(machine)?.path).toBe("/usr/bin/chromium");
  });

  it("must start: a stub on PATH is passed over", () => {
    const { machine } = pretend({ programs: ["chromium-browser"], working: [OWN] });
    expect(findInstalledBrowser(machine)).toEqual({ path: OWN, source: "Playwright's own download" });
  });
});

describe("a browser that is not there", () => {
  it("is downloaded by Playwright first", () => {
    const { machine, ran } = pretend({
      programs: ["apt-get"],
      onRun: (line, working) => (line.includes("cli.js install chromium") ? working.push(OWN) > 0 : false),
    });
    expect(ensureBrowser(machine)).toEqual({ path: OWN, source: "downloaded by Playwright" });
    expect(ran).toHaveLength(1);
  });

  const installByApt = (line: string, working: string[]) => {
    if (line.endsWith("apt-get install -y chromium")) working.push("/usr/bin/chromium");
    return line.includes("apt-get");
  };

  it("is installed by the package manager where the download fails, lists refreshed first", () => {
    const { machine, ran, said } = pretend({ programs: ["apt-get", "chromium"], onRun: installByApt });
    expect(ensureBrowser(machine)).toEqual({ path: "/usr/bin/chromium", source: "installed by apt-get" });
    expect(ran.slice(1)).toEqual(["apt-get update", "apt-get install -y chromium"]);
    expect(said).toHaveLength(2);
  });

  it("is installed by the package manager where the download does not start", () => {
    const { machine } = pretend({
      programs: ["apt-get", "chromium"],
      onRun: (line, working) => line.includes("cli.js") || installByApt(line, working),
    });
    expect(ensureBrowser(machine).path).toBe("/usr/bin/chromium");
  });

  it("is installed with sudo by who is not root", () => {
    const { machine, ran } = pretend({
      isRoot: false,
      programs: ["apt-get", "sudo", "chromium"],
      onRun: installByApt,
    });
    ensureBrowser(machine);
    expect(ran.slice(1)).toEqual(["sudo apt-get update", "sudo apt-get install -y chromium"]);
  });

  it.each([
    ["no package manager", {}],
    ["neither root nor sudo", { isRoot: false, programs: ["apt-get"] }],
    ["a package manager that fails", { programs: ["apt-get"] }],
    ["a browser that still does not start", { programs: ["apt-get", "chromium"], onRun: () => true }],
  ])("gives one line that says what to do with %s", (_, given) => {
    const { machine } = pretend(given);
    expect(() => ensureBrowser(machine)).toThrow(/^No browser for the tests: install .*CHROMIUM_PATH=.*$/);
  });
});
