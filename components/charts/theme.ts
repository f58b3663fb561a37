/**
 * The visual grammar of every chart, as values for SVG. Colours are the tokens of `app/globals.css`; what they may
 * stand for is said there.
 */

export const COLOUR = {
  self: "var(--color-self)",
  selfInk: "var(--color-self-ink)",
  target: "var(--color-target)",
  targetInk: "var(--color-target-ink)",
  control: "var(--color-control)",
  ink: "var(--color-ink)",
  soft: "var(--color-soft)",
  edge: "var(--color-edge)",
  rule: "var(--color-rule)",
  band: "var(--color-band)",
  paper: "var(--color-paper)",
} as const;

/** Whose a mark is. */
export type Whose = "self" | "target" | "control" | "neutral";

export const MARK_COLOUR: Record<Whose, string> = {
  self: COLOUR.self,
  target: COLOUR.target,
  control: COLOUR.control,
  neutral: COLOUR.ink,
};

export const TEXT_COLOUR: Record<Whose, string> = {
  self: COLOUR.selfInk,
  target: COLOUR.targetInk,
  control: COLOUR.soft,
  neutral: COLOUR.ink,
};

/** Radii and strokes in CSS pixels. A ring around its dot leaves a visible gap at every size used. */
export const SIZE = { dot: 3.5, ring: 5.5, ringStroke: 1.6, line: 2, hairline: 1 } as const;

export const FONT = { family: "var(--font-sans)", size: 13, small: 12 } as const;

/** Attributes of every piece of text in a chart. */
export const TEXT = { fontFamily: FONT.family, fontSize: FONT.size, fill: COLOUR.soft } as const;
