/**
 * Reads a safetensors file of F32 tensors: 8 bytes of header length, a JSON header of names, shapes and byte
 * ranges, then the data (huggingface/safetensors, "Format"). Every range is checked before it is believed.
 */
import { CodedError } from "@/lib/errors";

/** A tensor by name; `data` is a view into the file where its alignment allows, else a copy. Row-major. */
export type Tensor = { name: string; shape: number[]; data: Float32Array };

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;
/** The format's own limit on a header. */
const MAX_HEADER_BYTES = 100_000_000;

function fail(expected: string, got: string): never {
  throw new CodedError("weights-invalid", `parseSafetensors: expected ${expected}, got ${got}`);
}

function isWholeNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.byteLength < LENGTH_BYTES) fail("at least 8 bytes", `${bytes.byteLength}`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES || LENGTH_BYTES + Number(length) > bytes.byteLength) {
    fail(`a header within the file's ${bytes.byteLength} bytes`, `one of ${length} bytes`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, dataStart)),
    );
  } catch {
    fail("a header in JSON", "something else");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    fail("an object", typeof header);
  return { header: header as Record<string, unknown>, dataStart };
}

function readTensor(name: string, entry: unknown, data: Uint8Array): { tensor: Tensor; begin: number } {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== "F32") fail(`F32 for ${name}`, String(dtype));
  if (!Array.isArray(shape) || !shape.every(isWholeNumber))
    fail(`a shape for ${name}`, JSON.stringify(shape));
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isWholeNumber)) {
    fail(`two offsets for ${name}`, JSON.stringify(offsets));
  }
  const [begin, end] = offsets as [number, number];
  const elements = shape.reduce((product, size) => product * size, 1);
  if (end < begin || end > data.byteLength) {
    fail(`${name} within the ${data.byteLength} bytes of data`, `${begin} to ${end}`);
  }
  if (end - begin !== elements * FLOAT_BYTES) {
    fail(`${elements * FLOAT_BYTES} bytes for ${name} of shape [${shape}]`, `${end - begin}`);
  }
  const start = data.byteOffset + begin;
  const floats =
    start % FLOAT_BYTES === 0
      ? new Float32Array(data.buffer, start, elements)
      : new Float32Array(data.slice(begin, end).buffer);
  return { tensor: { name, shape, data: floats }, begin };
}

/**
 * The tensors of a file, in the order of their data. Numbers are little-endian, as on every machine a browser
 * runs on. Throws CodedError "weights-invalid" where the file is cut short or is no such file.
 */
export function parseSafetensors(bytes: Uint8Array<ArrayBuffer>): Tensor[] {
  const { header, dataStart } = readHeader(bytes);
  const data = bytes.subarray(dataStart);
  const tensors = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, entry]) => readTensor(name, entry, data))
    .sort((a, b) => a.begin - b.begin);
  let end = 0;
  for (const { tensor, begin } of tensors) {
    if (begin !== end) fail(`${tensor.name} to begin at byte ${end} of the data`, `${begin}`);
    end += tensor.data.byteLength;
  }
  if (end !== data.byteLength) fail(`${end} bytes of data`, `${data.byteLength}`);
  return tensors.map(({ tensor }) => tensor);
}
