// Blocks that terminals draw two cells wide: CJK, kana, Hangul, full-width forms, CJK extensions.
// https://www.unicode.org/reports/tr11/
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{M}/u;

/** Cells that a text takes in a terminal: two for a Chinese character, none for a combining mark. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!COMBINING.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The text cut to at most `width` cells, with `…` where something was cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

// A line may be broken at a space, and beside any wide character that is no closing punctuation.
const CLOSING = /[，。：；、！？）」』”’…]/u;

/** The text as lines of at most `width` cells, broken at spaces and between Chinese characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (line !== "" && displayWidth((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Runs that stay together: words with the space after them, wide characters with the punctuation that closes them. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let run = "";
  for (const character of text) {
    const isWide = displayWidth(character) === 2 && !CLOSING.test(character);
    if (isWide && run !== "") {
      found.push(run);
      run = "";
    }
    run += character;
    if (character === " " && run.trim() !== "") {
      found.push(run);
      run = "";
    }
  }
  return run === "" ? found : [...found, run];
}
