/**
 * Sets `data-theme` before the first paint: what was chosen with the toggle, else what the system prefers.
 * Inline, because a script of its own would arrive after the flash it is there to prevent.
 */
export const THEME_KEY = "tandem-theme";

const SCRIPT = `(function(){var t;try{t=localStorage.getItem("${THEME_KEY}")}catch(e){}
if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.dataset.theme=t})()`;

export function ThemeScript() {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, nothing is interpolated from outside
    <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
  );
}
