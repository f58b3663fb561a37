import { caveatWords, EstimateText, hasCaveat } from "@/components/ui/estimate-text";
import type { Estimate } from "@/lib/stats/estimate";

/** What a chart says about the point under the pointer or the keyboard's focus. */
export function ChartNote({
  title,
  rows,
  remark = "",
}: {
  title: string;
  rows: readonly (readonly [string, Estimate])[];
  /** A last line: what the numbers rest on, where the point leads. */
  remark?: string;
}) {
  const caveat = caveatWords(rows.map(([, estimate]) => estimate).filter(hasCaveat));
  return (
    <div className="border border-edge bg-paper px-s py-xs font-sans text-note">
      <p className="font-[600]">{title}</p>
      <table>
        <tbody>
          {rows.map(([name, estimate]) => (
            <tr key={name}>
              <th scope="row" className="pr-s text-left font-normal text-soft">
                {name}
              </th>
              <td>
                <EstimateText estimate={estimate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {remark !== "" && <p className="text-soft">{remark}</p>}
      {caveat !== null && <p className="max-w-[18rem] text-soft">{caveat}</p>}
    </div>
  );
}
