import { estimateTextWidth } from "./label-placement";

/** A title in lines of at most `room` pixels, broken between words; a word that is longer stands alone. Pure. */
export function breakTitle(title: string, room: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && estimateTextWidth(`${line} ${word}`, fontSize) <= room) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
