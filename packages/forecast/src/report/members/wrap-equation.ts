import { displayWidth } from "../display-width.ts";

/** Where a line may go on: how deep in brackets, and how tightly it is bound there. */
interface Break {
  readonly at: number;
  readonly depth: number;
  readonly tightness: number;
}

/**
 * An equation as lines of at most `width` cells, `indent` before the first and more before the others. A line that is too long is
 * broken before a sign, as far outside of brackets as can be.
 */
export function wrapEquation(text: string, width: number, indent: string): string[] {
  const further = `${indent}    `;
  const lines: string[] = [];
  let rest = text;
  let before = indent;
  while (displayWidth(before + rest) > width) {
    const place = bestBreak(rest, width - before.length);
    if (place === undefined) break;
    lines.push(before + rest.slice(0, place).trimEnd());
    rest = rest.slice(place).trimStart();
    before = further;
  }
  return [...lines, before + rest];
}

/** How tightly the space at this place binds: of a list least, then of a sum, then of a product. */
function tightnessAt(text: string, at: number): number {
  if (text[at - 1] === ",") return 0;
  const sign = text[at + 1]!;
  return "+−>".includes(sign) ? 1 : sign === "⊙" ? 2 : 3;
}

/** The outermost break that leaves at least a third of the room filled; of several the last. */
function bestBreak(text: string, room: number): number | undefined {
  const found: Break[] = [];
  let [depth, width] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    width += displayWidth(character);
    // A break's own space may stand beyond the margin.
    if (width > room + 1) break;
    if ("([{⌊".includes(character)) depth++;
    if (")]}⌋".includes(character)) depth--;
    if (character !== " " || width < room / 3) continue;
    found.push({ at: at + 1, depth, tightness: tightnessAt(text, at) });
  }
  const looser = (a: Break, b: Break): Break =>
    a.depth < b.depth || (a.depth === b.depth && a.tightness < b.tightness) ? a : b;
  return found.length === 0 ? undefined : found.reduce(looser).at;
}
