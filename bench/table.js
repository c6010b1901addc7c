// Tables in Markdown, which a terminal shows well enough.

/** Columns that a text takes: Chinese characters and full-width signs take two, combining marks none. */
const widthOf = (text) =>
  [...text.replace(/\p{M}/gu, "")].reduce(
    (sum, sign) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
        ? 2
        : 1),
    0,
  );

/** Rows of text under a head, columns aligned. */
export function table(head, rows) {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => widthOf(row[i]))));
  const line = (cells) => `| ${cells.map((cell, i) => cell + " ".repeat(widths[i] - widthOf(cell))).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** A number in three digits: 0.0034, 6.66, 45.2, 1814. */
export function digits(value) {
  if (!Number.isFinite(value)) return "–";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value < 0.1 ? 2 : 3)));
}

/** A ratio: 119×, 5.2×, 0.84×. */
export const times = (ratio) => `${ratio >= 10 ? Math.round(ratio) : ratio.toPrecision(2)}×`;
