import { formatMegabytes } from "./number-format";

type ProgressBarProps = {
  /** What is being done, e.g. "Downloading the model". */
  label: string;
  doneBytes: number;
  /** Null while the total is not known yet. */
  totalBytes: number | null;
};

/** One bar for a download, in bytes. */
export function ProgressBar({ label, doneBytes, totalBytes }: ProgressBarProps) {
  const share = totalBytes ? Math.min(1, doneBytes / totalBytes) : 0;
  const amount =
    totalBytes === null
      ? formatMegabytes(doneBytes)
      : `${formatMegabytes(doneBytes)} of ${formatMegabytes(totalBytes)}`;
  return (
    <div className="font-sans text-label">
      <div className="mb-xs flex flex-wrap justify-between gap-x-m">
        <span>{label}</span>
        <span className="tabular text-soft">{amount}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={totalBytes === null ? undefined : Math.round(share * 100)}
        aria-valuetext={amount}
        className="h-[3px] bg-rule"
      >
        <div className="h-full bg-ink" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
