/**
 * Puts text and the resolution into a PNG (W3C PNG, third edition, §11.3): the picture says where it is from, and
 * programs place it in the size it was drawn in. Pure; a PNG's pixels are not looked at.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The signature, and the header chunk (13 bytes of content), which has to be the first. */
const HEADER_END = SIGNATURE.length + 4 + 4 + 13 + 4;
/** CSS defines an inch as 96 pixels. */
const CSS_PIXELS_A_METRE = 96 / 0.0254;

/** CRC-32 as PNG asks for it (ISO 3309, reflected, polynomial 0xEDB88320). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function makeChunk(type: string, content: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + content.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(content, 8);
  view.setUint32(8 + content.length, crc32(chunk.subarray(4, 8 + content.length)));
  return chunk;
}

/** Keyword and text in UTF-8, not compressed, no language: iTXt. */
function textChunk(keyword: string, text: string): Uint8Array {
  return makeChunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
}

function resolutionChunk(scale: number): Uint8Array {
  const content = new Uint8Array(9);
  const view = new DataView(content.buffer);
  view.setUint32(0, Math.round(CSS_PIXELS_A_METRE * scale));
  view.setUint32(4, Math.round(CSS_PIXELS_A_METRE * scale));
  content[8] = 1; // the unit is the metre
  return makeChunk("pHYs", content);
}

/**
 * The PNG with `texts` (keyword of 1 to 79 Latin letters, text) behind its header, and `scale` pixels to a CSS
 * pixel. Throws where `png` does not begin like a PNG.
 */
export function describePng(
  png: Uint8Array,
  texts: readonly (readonly [string, string])[],
  scale: number,
): Uint8Array<ArrayBuffer> {
  if (png.length < HEADER_END || SIGNATURE.some((byte, i) => png[i] !== byte)) {
    throw new Error(`internal: describePng: expected a PNG, got ${png.length} other bytes`);
  }
  const chunks = [resolutionChunk(scale), ...texts.map(([keyword, text]) => textChunk(keyword, text))];
  const parts = [png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)];
  const described = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    described.set(part, place);
    place += part.length;
  }
  return described;
}
