/**
 * The glyphs of the grammar, for charts and, through `Glyph`, for running text: what a model does is a dot,
 * what it says a ring; a true claim is a ring around its dot, a false one stands beside it.
 */
import { COLOUR, MARK_COLOUR, SIZE, type Whose } from "./theme";

type MarkProps = { cx: number; cy: number; whose?: Whose; scale?: number };

/** Below this scale a mark is one of what stands beside. */
const SMALL = 0.6;

export function DoesMark({ cx, cy, whose = "self", scale = 1 }: MarkProps) {
  return <circle cx={cx} cy={cy} r={SIZE.dot * scale} fill={MARK_COLOUR[whose]} />;
}

export function SaysMark({ cx, cy, whose = "self", scale = 1 }: MarkProps) {
  return (
    <circle
      cx={cx}
      cy={cy}
      r={SIZE.ring * scale}
      fill="none"
      stroke={MARK_COLOUR[whose]}
      // A small ring would else be closed by its own stroke.
      strokeWidth={scale < SMALL ? SIZE.hairline : SIZE.ringStroke}
    />
  );
}

export function TrueClaimMark(props: MarkProps) {
  return (
    <g>
      <DoesMark {...props} scale={(props.scale ?? 1) * 0.8} />
      <SaysMark {...props} />
    </g>
  );
}

export type GlyphKind = "does" | "says" | "true" | "false";

/** A glyph in running text, as high as a lower-case letter. Decoration: the words beside it say the same. */
export function Glyph({ kind, whose = "neutral" }: { kind: GlyphKind; whose?: Whose }) {
  const width = kind === "false" ? 25 : 15;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} 15`}
      style={{ height: "0.8em", width: `${(0.8 * width) / 15}em` }}
      className="inline-block align-[-0.06em]"
    >
      {kind === "does" && <DoesMark cx={7.5} cy={7.5} whose={whose} scale={1.35} />}
      {kind === "says" && <SaysMark cx={7.5} cy={7.5} whose={whose} />}
      {kind === "true" && <TrueClaimMark cx={7.5} cy={7.5} whose={whose} />}
      {kind === "false" && (
        <>
          <SaysMark cx={7.5} cy={7.5} whose={whose} />
          <DoesMark cx={19.5} cy={7.5} whose={whose} scale={1.1} />
        </>
      )}
    </svg>
  );
}

/** A short stretch of a line in a colour, for naming a colour in running text. */
export function Swatch({ whose }: { whose: Whose }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className="inline-block h-[0.62em] w-[0.62em] align-baseline">
      <rect width={12} height={12} fill={MARK_COLOUR[whose]} stroke={COLOUR.paper} strokeWidth={0} />
    </svg>
  );
}
