/**
 * Columns of a Parquet file in memory. Any table of a bundle is read through here; what the columns mean is
 * the business of `items.ts` and `records.ts`.
 */

import { decompress as decompressZstd } from "fzstd";
import {
  type AsyncBuffer,
  parquetMetadataAsync,
  parquetRead,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { CodedError, toCodedError } from "@/lib/errors";

/** hyparquet reads plain and snappy pages itself; zstd is what the bundle's writer uses. */
const COMPRESSORS = { ZSTD: (input: Uint8Array) => decompressZstd(input) };

export type ParquetTable = {
  rows: number;
  /** Whole columns. Lists come as arrays, text as strings, whole numbers of up to 32 bits as numbers. */
  readColumns<C extends string>(names: readonly C[]): Promise<Record<C, unknown[]>>;
  /** Entries `start ... end-1` of a column, decoding as little as `readRows` does. */
  readColumnRange(name: string, start: number, end: number): Promise<unknown[]>;
  /**
   * Rows `start ... end-1` of some columns. Decodes only the pages they lie on where the file has a page
   * index, else the row groups.
   */
  readRows<C extends string>(names: readonly C[], start: number, end: number): Promise<Record<C, unknown>[]>;
};

/** A table's damage as one coded error; `table` is its path. */
export function tableError(table: string, expected: string, got: string): CodedError {
  return new CodedError("table-invalid", `${table}: expected ${expected}, got ${got}`, { path: table });
}

/**
 * Opens a table. This and every read throw CodedError "table-invalid" where the file is no Parquet, lacks a
 * column, or is cut short.
 */
export async function openParquet(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<ParquetTable> {
  const guard = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      const coded = toCodedError(error, "table-invalid");
      if (coded === error) throw coded;
      throw new CodedError("table-invalid", `${table}: ${coded.message}`, { path: table }, { cause: error });
    }
  };
  const file: AsyncBuffer = {
    byteLength: bytes.byteLength,
    slice: (start, end) => bytes.slice(start, end).buffer,
  };
  const metadata = await guard(() => parquetMetadataAsync(file));
  const rows = Number(metadata.num_rows);
  const present = parquetSchema(metadata).children.map((child) => child.element.name);
  const checkNames = (names: readonly string[]) => {
    const missing = names.find((name) => !present.includes(name));
    if (missing !== undefined) throw tableError(table, `a column "${missing}"`, `only ${present.join(", ")}`);
  };
  const shared = { file, metadata, compressors: COMPRESSORS };
  return {
    rows,
    readColumns: (names) =>
      guard(async () => {
        checkNames(names);
        const columns = Object.fromEntries(names.map((name) => [name, new Array<unknown>(rows)]));
        await parquetRead({
          ...shared,
          columns: [...names],
          onChunk({ columnName, columnData, rowStart }) {
            const column = columns[columnName] as unknown[];
            for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i];
          },
        });
        return columns as Record<(typeof names)[number], unknown[]>;
      }),
    readColumnRange: (name, start, end) =>
      guard(async () => {
        checkNames([name]);
        const column = new Array<unknown>(end - start);
        await parquetRead({
          ...shared,
          columns: [name],
          rowStart: start,
          rowEnd: end,
          useOffsetIndex: true,
          onChunk({ columnData, rowStart }) {
            for (let i = 0; i < columnData.length; i++) {
              const place = rowStart + i - start;
              if (place >= 0 && place < column.length) column[place] = columnData[i];
            }
          },
        });
        return column;
      }),
    readRows: (names, rowStart, rowEnd) =>
      guard(async () => {
        checkNames(names);
        const range = { columns: [...names], rowStart, rowEnd, useOffsetIndex: true };
        const read = await parquetReadObjects({ ...shared, ...range });
        const wanted = rowEnd - rowStart;
        if (read.length !== wanted)
          throw tableError(table, `${wanted} rows at ${rowStart}`, `${read.length}`);
        return read as Record<(typeof names)[number], unknown>[];
      }),
  };
}
