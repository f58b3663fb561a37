import { describe, expect, it } from "vitest";
import { parseSafetensors } from "@/lib/bundle/safetensors";
import { CodedError } from "@/lib/errors";

// safetensors 0.8.0, numpy.save: a [1] = -1.5; b [2, 3] = 0, 1/4, ... 5/4; empty [0, 3].
const FILE = Uint8Array.from(
  atob(
    "0AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJwdCJ9LCJhIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbMCw0XX0sImIiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIsM10sImRhdGFfb2Zmc2V0cyI6WzQsMjhdfSwiZW1wdHkiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzAsM10sImRhdGFfb2Zmc2V0cyI6WzI4LDI4XX19ICAgICAgAADAvwAAAAAAAIA+AAAAPwAAQD8AAIA/AACgPw==",
  ),
  (character) => character.charCodeAt(0),
);

function makeFile(header: unknown, data: number[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length * 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  data.forEach((value, i) => {
    view.setFloat32(8 + text.length + i * 4, value, true);
  });
  return bytes;
}

const f32 = (shape: unknown, offsets: unknown) => ({ dtype: "F32", shape, data_offsets: offsets });

describe("parseSafetensors", () => {
  it("reads what the reference library wrote", () => {
    expect(parseSafetensors(FILE)).toEqual([
      { name: "a", shape: [1], data: Float32Array.of(-1.5) },
      { name: "b", shape: [2, 3], data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) },
      { name: "empty", shape: [0, 3], data: new Float32Array(0) },
    ]);
  });

  it("reads a file that lies at an odd place in memory", () => {
    const shifted = new Uint8Array(FILE.length + 1);
    shifted.set(FILE, 1);
    expect(parseSafetensors(shifted.subarray(1))).toEqual(parseSafetensors(FILE));
  });

  it("takes no copy of data that lie at a multiple of four bytes", () => {
    const json = JSON.stringify({ x: f32([1], [0, 4]) });
    const aligned = json.padEnd(Math.ceil(json.length / 4) * 4);
    for (const [header, isShared] of [
      [aligned, true],
      [`${aligned} `, false],
    ] as const) {
      const file = makeFile(header, [2]);
      const data = parseSafetensors(file)[0]?.data;
      expect([data?.[0], data?.buffer === file.buffer]).toEqual([2, isShared]);
    }
  });

  it("refuses a file cut short at any byte, by code", () => {
    for (let length = 0; length < FILE.length; length++) {
      expect(() => parseSafetensors(FILE.slice(0, length)), `${length} bytes`).toThrow(CodedError);
    }
  });

  it("refuses what lies outside, overlaps, has gaps or is another type, and says where", () => {
    const refused: [unknown, number[], RegExp][] = [
      [{ x: f32([2], [0, 8]) }, [1], /x within the 4 bytes of data, got 0 to 8/],
      [{ x: f32([3], [0, 8]) }, [1, 2], /12 bytes for x of shape \[3\], got 8/],
      [{ x: f32([1], [4, 0]) }, [1], /x within/],
      [{ x: f32([1], [0, 4]), y: f32([1], [0, 4]) }, [1, 2], /y to begin at byte 4 of the data, got 0/],
      [{ x: f32([1], [4, 8]) }, [1, 2], /x to begin at byte 0/],
      [{ x: f32([1], [0, 4]) }, [1, 2], /4 bytes of data, got 8/],
      [{ x: { ...f32([1], [0, 4]), dtype: "BF16" } }, [1], /F32 for x, got BF16/],
      [{ x: f32([-1], [0, 4]) }, [1], /a shape for x/],
      [{ x: f32([1], [0]) }, [1], /two offsets for x/],
      [{ x: null }, [1], /F32 for x/],
      ["not json", [], /a header in JSON/],
      [[], [], /expected an object/],
    ];
    for (const [header, data, message] of refused) {
      expect(() => parseSafetensors(makeFile(header, data)), JSON.stringify(header)).toThrow(message);
    }
    const huge = makeFile({}, []);
    new DataView(huge.buffer).setBigUint64(0, 2n ** 60n, true);
    expect(() => parseSafetensors(huge)).toThrow(/a header within the file's/);
  });
});
