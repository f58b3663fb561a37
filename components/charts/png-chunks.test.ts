import { crc32, deflateSync, inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { describePng } from "./png-chunks";

/** Node's own CRC-32 is the reference. */
function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** One grey pixel. */
const HEADER = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0);
const PNG = Buffer.concat([
  Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  chunk("IHDR", HEADER),
  chunk("IDAT", deflateSync(Uint8Array.of(0, 127))),
  chunk("IEND", new Uint8Array()),
]);

function readChunks(png: Uint8Array): { type: string; content: Buffer; isSound: boolean }[] {
  const bytes = Buffer.from(png);
  const chunks: { type: string; content: Buffer; isSound: boolean }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    const isSound = crc32(body) === bytes.readUInt32BE(at + 8 + length);
    chunks.push({ type: body.toString("latin1", 0, 4), content: body.subarray(4), isSound });
    at += 12 + length;
  }
  return chunks;
}

it("adds the texts and the resolution behind the header and leaves the rest as it is", () => {
  const chunks = readChunks(describePng(PNG, [["Title", "½ – “x”"]], 2));
  expect(chunks.map(({ type }) => type)).toEqual(["IHDR", "pHYs", "iTXt", "IDAT", "IEND"]);
  expect(chunks.every(({ isSound }) => isSound)).toBe(true);
  expect(chunks[2]?.content.toString("utf8")).toBe("Title\0\0\0\0\0½ – “x”");
  // 192 pixels an inch are 7,559 a metre.
  expect(chunks[1]?.content.readUInt32BE(0)).toBe(7559);
  expect(inflateSync(chunks[3]?.content ?? Buffer.alloc(0))).toEqual(Buffer.of(0, 127));
});

it("refuses what is no PNG", () => {
  expect(() => describePng(new Uint8Array(100), [], 1)).toThrow("expected a PNG");
});
