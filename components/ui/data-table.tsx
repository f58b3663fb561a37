import type { ReactNode } from "react";

export type Column = { key: string; title: string /** Numbers stand on the right. */; isNumber?: boolean };
export type Row = Record<string, ReactNode>;

type DataTableProps = { caption: string; columns: readonly Column[]; rows: readonly Row[] };

/** A plain table that scrolls by itself when the screen is too narrow for it. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className="max-h-[26rem] overflow-auto border-rule border-y" tabIndex={0} aria-label={caption}>
      <table className="tabular w-full border-collapse text-note">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`sticky top-0 border-rule border-b bg-paper py-xs pr-m font-[600] align-bottom last:pr-0 ${column.isNumber ? "text-right" : "text-left"}`}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a figure have no identity but their place
            <tr key={index}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={`py-[2px] pr-m align-baseline last:pr-0 ${column.isNumber ? "text-right" : "min-w-[7rem] text-left"}`}
                >
                  {row[column.key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
