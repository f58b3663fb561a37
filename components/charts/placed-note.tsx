import type { ReactNode } from "react";
import type { PlotFrame } from "./plot";

type PlacedNoteProps = {
  /** What it is about, in pixels of the plot. */
  at: { x: number; y: number };
  frame: PlotFrame;
  /** About how wide it is: it stands on the right where there is so much room. */
  width: number;
  children: ReactNode;
};

/** What lies over a plot beside one of its points, on the side where there is room. The pointer goes through it. */
export function PlacedNote({ at, frame, width, children }: PlacedNoteProps) {
  const isRight = at.x + width < frame.width;
  const side = isRight ? { left: at.x + 12 } : { right: frame.width - at.x + 12 };
  return (
    <div className="pointer-events-none absolute z-10 max-w-full" style={{ top: at.y + 12, ...side }}>
      {children}
    </div>
  );
}
