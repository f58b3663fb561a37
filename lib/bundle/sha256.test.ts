import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sha256Hex } from "@/lib/bundle/sha256";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const text = (content: string) => new TextEncoder().encode(content);

/** The examples of FIPS 180-2, appendix B, and the empty message. */
const KNOWN: [string, string][] = [
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
];

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ["with the browser's own hash", false],
  ["without it", true],
])("sha256Hex %s", (_, isInsecure) => {
  it("gives the standard's examples", async () => {
    if (isInsecure) vi.stubGlobal("crypto", {});
    for (const [message, hash] of KNOWN) expect(await sha256Hex(text(message))).toBe(hash);
  });

  it("agrees with node's at every length around a block's end", async () => {
    if (isInsecure) vi.stubGlobal("crypto", {});
    const random = makeReferenceRandom(1);
    for (const length of [1, 54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
      expect(await sha256Hex(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });
});
