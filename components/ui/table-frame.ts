"use client";

/** What the frame of a table hides, and how high it has to be so that it cuts no row in two. */
import { type RefObject, useLayoutEffect, useState } from "react";

/** What stands in a frame, from its top, in pixels. */
type Measured = {
  /** Ends of the rows. */
  rowEnds: readonly number[];
  /** How high the frame may be, without its borders and scroll bar. */
  limit: number;
  tableWidth: number;
  frameWidth: number;
};

export type TableFrame = {
  /** Up to the end of a row; null: as high as the table. */
  height: number | null;
  hidesBelow: boolean;
  hidesBeside: boolean;
};

/** Pure. */
export function fitFrame({ rowEnds, limit, tableWidth, frameWidth }: Measured): TableFrame {
  const hidesBelow = (rowEnds.at(-1) ?? 0) > limit;
  return {
    height: hidesBelow ? (rowEnds.findLast((end) => end <= limit) ?? limit) : null,
    hidesBelow,
    // Widths are whole numbers in the one and fractions in the other.
    hidesBeside: tableWidth > frameWidth + 1,
  };
}

/** What a reader is told of a frame that hides something; null where it shows all. */
export function frameWords({ hidesBelow, hidesBeside }: TableFrame, rows: number): string | null {
  if (hidesBelow) return `${rows} rows; the table scrolls down${hidesBeside ? " and to the right" : ""}.`;
  return hidesBeside ? "The table scrolls to the right." : null;
}

const WHOLE: TableFrame = { height: null, hidesBelow: false, hidesBeside: false };

/** Of the section around a table, which may be `limitRem` high; measured whenever one of the two changes size. */
export function useTableFrame(frame: RefObject<HTMLElement | null>, limitRem: number): TableFrame {
  const [fitted, setFitted] = useState(WHOLE);
  useLayoutEffect(() => {
    const section = frame.current;
    const table = section?.querySelector("table");
    if (!section || !table) return;
    const measure = () => {
      // Within something that is folded.
      if (table.offsetHeight === 0) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const bars = section.offsetHeight - section.clientHeight;
      const next = fitFrame({
        rowEnds: [...table.rows].map((row) => row.offsetTop + row.offsetHeight),
        limit: limitRem * rem - bars,
        tableWidth: table.offsetWidth,
        frameWidth: section.clientWidth,
      });
      const height = next.height === null ? null : next.height + bars;
      setFitted((now) =>
        now.height === height && now.hidesBelow === next.hidesBelow && now.hidesBeside === next.hidesBeside
          ? now
          : { ...next, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    observer.observe(section);
    return () => observer.disconnect();
  }, [frame, limitRem]);
  return fitted;
}
