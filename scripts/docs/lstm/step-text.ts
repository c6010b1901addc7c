import { elementary } from "@gatecast/engine";
import { type BackStep, GATES, type Gate, type GateWeights, type OfGates, type Step } from "./by-hand.ts";
import { four, plain, subscript } from "./number-text.ts";

const { exp, tanh } = elementary;

/** A gate's pre-activation as `formula` writes it. */
export const tilde = (gate: Gate): string => `${gate}\u0303`.normalize("NFC");

/** Lines of cells, padded so that what belongs together stands under one another. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  // A combining tilde takes no column of its own.
  const width = (text: string) => [...text.replace(/\p{M}/gu, "")].length;
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, width(cell));
    });
  }
  return rows
    .map((row) => row.map((cell, i) => cell + " ".repeat(Math.max(0, (widths[i] ?? 0) - width(cell)))).join(" "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Terms of a sum with their signs: `2 + 0.2 − 0.5`. */
const sum = (terms: readonly string[]): string =>
  terms.map((term, i) => (i === 0 ? term : term.startsWith("−") ? `− ${term.slice(1)}` : `+ ${term}`)).join(" ");

/** The first step of a sequence with every product and every squashing. */
export function stepText(weights: OfGates<GateWeights>, step: Step): string {
  const { x, before, sums, gates, c, h } = step;
  const sumsOfGates = GATES.map((gate) => {
    const { w, u, b } = weights[gate];
    const products = sum([`${plain(w)}·${plain(x)}`, `${plain(u)}·${plain(before.h)}`, plain(b)]);
    const terms = sum([plain(w * x), plain(u * before.h), plain(b)]);
    return [tilde(gate), "=", products, "=", terms, "=", plain(sums[gate])];
  });
  const squashed = GATES.map((gate) => {
    const z = sums[gate];
    const [up, down] = [four(exp(z)), four(exp(-z))];
    const inner = gate === "g" ? `(${up} − ${down}) / (${up} + ${down})` : `1 / (1 + ${down})`;
    return [gate, "=", gate === "g" ? `tanh(${plain(z)})` : `σ(${plain(z)})`, "=", inner, "=", four(gates[gate])];
  });
  const { i, f, g, o } = gates;
  const last = [
    [
      "c₁",
      "=",
      "f·c₀ + i·g",
      "=",
      `${four(f)}·${plain(before.c)} + ${four(i)}·${four(g)}`,
      "=",
      `${four(f * before.c)} + ${four(i * g)}`,
      "=",
      four(c),
    ],
    ["h₁", "=", "o·tanh(c₁)", "=", `${four(o)}·tanh(${four(c)})`, "=", `${four(o)}·${four(tanh(c))}`, "=", four(h)],
  ];
  return [sumsOfGates, squashed, last].map(aligned).join("\n\n");
}

/** The backward walk through the last step t, whose loss is its h, with every product. `to` says what is handed on. */
export function backText(
  weights: OfGates<GateWeights>,
  t: number,
  { gates, before, c }: Step,
  back: BackStep,
  to: string,
): string {
  const { i, f, g, o } = gates;
  const [at, earlier] = [subscript(t), subscript(t - 1)];
  const squashed = four(tanh(c));
  const dc = four(back.dc);
  const rows = [
    [`∂L/∂h${at}`, "=", "1", "", "", "", ""],
    [`∂L/∂c${at}`, "=", `∂L/∂h${at} · o·(1 − tanh²c${at})`, "=", `1 · ${four(o)}·(1 − ${squashed}²)`, "=", dc],
    [
      `∂L/∂õ`,
      "=",
      `∂L/∂h${at} · tanh(c${at})·o·(1 − o)`,
      "=",
      `1 · ${squashed}·${four(o)}·${four(1 - o)}`,
      "=",
      four(back.dz.o),
    ],
    [
      `∂L/∂${tilde("f")}`,
      "=",
      `∂L/∂c${at} · c${earlier}·f·(1 − f)`,
      "=",
      `${dc} · ${four(before.c)}·${four(f)}·${four(1 - f)}`,
      "=",
      four(back.dz.f),
    ],
    [
      `∂L/∂${tilde("i")}`,
      "=",
      `∂L/∂c${at} · g·i·(1 − i)`,
      "=",
      `${dc} · ${four(g)}·${four(i)}·${four(1 - i)}`,
      "=",
      four(back.dz.i),
    ],
    [
      `∂L/∂${tilde("g")}`,
      "=",
      `∂L/∂c${at} · i·(1 − g²)`,
      "=",
      `${dc} · ${four(i)}·(1 − ${four(g)}²)`,
      "=",
      four(back.dz.g),
    ],
    [`${to} c${earlier}`, "=", `∂L/∂c${at} · f`, "=", `${dc} · ${four(f)}`, "=", four(back.before.c)],
    [
      `${to} h${earlier}`,
      "=",
      "Σ u·∂L/∂z",
      "=",
      sum(GATES.map((gate) => plainTimes(weights[gate].u, back.dz[gate]))),
      "=",
      four(back.before.h),
    ],
  ];
  return aligned(rows);
}

const plainTimes = (u: number, value: number): string => `${plain(u)}·${four(value)}`;
