/**
 * Columns of a Parquet file in memory. Any table of a bundle is read through here; what the columns mean is
 * the business of `items.ts` and `records.ts`.
 */
import { type AsyncBuffer, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { decompressZstd } from "hyparquet-compressors";
import { CodedError } from "@/lib/errors";

/** hyparquet reads plain and snappy pages itself; zstd is what the bundle's writer uses. */
const COMPRESSORS = { ZSTD: (input: Uint8Array) => decompressZstd(input) };

export type Columns<C extends string> = { rows: number; columns: Record<C, unknown[]> };

/** A table's damage as one coded error; `table` is its path. */
export function tableError(table: string, expected: string, got: string): CodedError {
  return new CodedError("table-invalid", `${table}: expected ${expected}, got ${got}`, { path: table });
}

/**
 * Reads the named columns. Lists come as arrays, text as strings, whole numbers of up to 32 bits as numbers.
 * Throws CodedError "table-invalid" where the file is no Parquet, lacks a column or rows, or is cut short.
 */
export async function readParquet<C extends string>(
  table: string,
  bytes: Uint8Array<ArrayBuffer>,
  names: readonly C[],
): Promise<Columns<C>> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const file: AsyncBuffer = {
    byteLength: buffer.byteLength,
    slice: (start, end) => buffer.slice(start, end),
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const present = parquetSchema(metadata).children.map((child) => child.element.name);
    const missing = names.filter((name) => !present.includes(name));
    if (missing.length > 0) throw tableError(table, `a column "${missing[0]}"`, `only ${present.join(", ")}`);
    const rows = Number(metadata.num_rows);
    const columns = Object.fromEntries(names.map((name) => [name, new Array(rows)])) as Record<C, unknown[]>;
    await parquetRead({
      file,
      metadata,
      columns: [...names],
      compressors: COMPRESSORS,
      onChunk({ columnName, columnData, rowStart }) {
        const column = columns[columnName as C];
        for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i];
      },
    });
    return { rows, columns };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError("table-invalid", `${table}: ${String(error)}`, { path: table }, { cause: error });
  }
}
