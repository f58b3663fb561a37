import type { ButtonHTMLAttributes } from "react";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary` at most once on a screen; `text` looks like a link and does something here. */
  look?: "primary" | "outline" | "text";
};

const LOOKS = {
  primary: "border border-ink bg-ink px-m py-s text-paper hover:bg-soft hover:border-soft",
  outline: "border border-edge px-m py-s hover:border-ink",
  text: "py-xs underline decoration-edge underline-offset-[0.18em] hover:decoration-current hover:decoration-2",
} as const;

export function Button({ look = "outline", className = "", type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`rounded-s font-sans text-label transition-colors disabled:cursor-not-allowed disabled:border-rule disabled:bg-transparent disabled:text-soft ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
