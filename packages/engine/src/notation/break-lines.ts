/** A sum too long for a line goes on in the next one. */
const LONGEST = 75;
export function breakTexLines(text: string): string {
  const shown = text.replace(/\\(?:left|right|mathrm|widetilde|tilde|frac|,)|[{}_^\s]/g, "").replace(/\\[a-z]+/g, "mm");
  if (shown.length <= LONGEST) return text;
  let depth = 0;
  const parts: string[] = [""];
  for (const piece of text.split(/(?<= )(?=[+-] )/)) {
    if (depth === 0 && parts.at(-1) !== "") parts.push("");
    parts[parts.length - 1] += piece;
    depth += (piece.match(/[([{]/g) ?? []).length - (piece.match(/[)\]}]/g) ?? []).length;
  }
  return parts.map((part) => part.trim()).join(" \\\\\n&\\quad ");
}
