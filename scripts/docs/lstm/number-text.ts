/** Numbers as the chapter writes them: a true minus sign, and no more digits than are meant. */

const minus = (text: string): string => text.replace("-", "−");

/** With four decimals: 0.8455, −0.1330. */
export const four = (value: number): string => minus(value.toFixed(4));

/** As it is, for numbers that somebody chose: 1, 0.5, −1. */
export const plain = (value: number): string => minus(String(Number(value.toFixed(4))));

/** Powers of ten for what spans many of them: 0.35, 2.1·10⁻³. */
export function scientific(value: number): string {
  if (value >= 0.01 && value < 1000) return plain(Number(value.toPrecision(2)));
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${digits}·10${superscript(Number(exponent))}`;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const superscript = (n: number): string =>
  (n < 0 ? "⁻" : "") + [...String(Math.abs(n))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
export const subscript = (n: number): string => [...String(n)].map((digit) => SUBSCRIPTS[Number(digit)]).join("");
