import { breakTexLines } from "@gatecast/engine";
import type { Equation } from "./equations.ts";
import type { Sign } from "./sign.ts";

/** Equations as LaTeX: one `aligned` environment. */
export function equationsTex(equations: readonly Equation[]): string {
  const lines = equations.map(({ left, right }) => {
    const defined = left.map((sign) => print(sign, 0)).join(",\\, ");
    return `${defined} &= ${breakTexLines(print(right, 0))}`;
  });
  return `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
}

/** Binding strength, weakest first; what is weaker than where it stands takes brackets. */
const STRENGTH = { sum: 1, minus: 1, total: 1.5, convolution: 2, elements: 2, product: 2.5 } as const;
const JOINED = { sum: " + ", elements: " \\odot ", product: "\\,", convolution: " * " } as const;
const INNER = { sum: 1, elements: 2, product: 2.5, convolution: 2.5 } as const;

function print(sign: Sign, outer: number): string {
  const bare = (i: number) => print(sign.kind === "number" || sign.kind === "symbol" ? sign : sign.of[i]!, 0);
  switch (sign.kind) {
    case "number":
      return String(Number(sign.value.toPrecision(4)));
    case "symbol":
      return symbol(sign.name, sign.below === undefined ? [] : [words(sign.below)]);
    case "at":
      return indexed(sign.of[0], sign.index);
    case "call":
      return called(sign);
    case "join":
      return `[${sign.of.map((_, i) => bare(i)).join(",\\, ")}]`;
    case "length":
      return `\\lVert ${bare(0)} \\rVert`;
    case "transposed":
      return `{${print(sign.of[0]!, 4)}}^{\\top}`;
    case "root":
      return `\\sqrt{${bare(0)}}`;
    case "power":
      return `{${print(sign.of[0]!, 4)}}^{${bare(1)}}`;
    case "fraction":
      return `\\frac{${bare(0)}}{${bare(1)}}`;
    case "total":
      return bracketed(`\\sum_{${sign.over}} ${print(sign.of[0], 1.5)}`, STRENGTH.total, outer);
    case "minus":
      return bracketed(`-${print(sign.of[0]!, 2)}`, STRENGTH.minus, outer);
    default: {
      const { kind, of } = sign;
      const text = of.map((part) => print(part, INNER[kind])).join(JOINED[kind]);
      return bracketed(text.replaceAll("+ -", "- "), STRENGTH[kind], outer);
    }
  }
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  ...{ sigmoid: "\\sigma", tanh: "\\tanh", exp: "\\exp", max: "\\max", cos: "\\cos" },
};

function called({ name, of, weight }: Extract<Sign, { kind: "call" }>): string {
  if (of.length === 0) return name;
  const inner = of.map((part) => print(part, 0)).join(",\\, ");
  if (name === "abs") return `\\lvert ${inner} \\rvert`;
  const back = name.endsWith("←");
  const own = FUNCTIONS[name] ?? words(name.replace("←", ""));
  const part = weight?.kind === "symbol" ? weight.below : undefined;
  const below = part === undefined || part === name ? "" : `_{${words(part)}}`;
  return `${back ? `\\overleftarrow{${own}}` : own}${below}${round(inner)}`;
}

function indexed(of: Sign, index: string): string {
  const written = index.split(",").map((part) => (/[^\d\w−+]/u.test(part) ? words(part) : part.replace("−", "-")));
  if (of.kind !== "symbol") return `{${print(of, 4)}}_{${written.join(",")}}`;
  return symbol(of.name, [...(of.below === undefined ? [] : [words(of.below)]), ...written]);
}

const GREEK: Readonly<Record<string, string>> = { α: "\\alpha", β: "\\beta", Δ: "\\Delta", Λ: "\\Lambda" };

/** A letter with the marks above it, dashes, and what stands below. */
function symbol(name: string, below: readonly string[]): string {
  if (/^[a-z]{2,}$/.test(name)) return words(name);
  const [, letter = name, mark = "", rest = "", dashes = ""] =
    /^(\p{L})(\p{M}?)(.*?)(′*)$/u.exec(name.normalize("NFD")) ?? [];
  const base = GREEK[letter] ?? (letter === "…" ? "\\dots" : letter);
  const marked = mark === "" ? base : `${MARKS[mark]}{${base}}`;
  const inner = rest
    .normalize("NFD")
    .replace(/(\p{L})(\p{M})/gu, (_, of: string, over: string) => `${MARKS[over]}{${of}}`);
  return `${marked}${"'".repeat(dashes.length)}${inner}${below.length === 0 ? "" : `_{${below.join(",")}}`}`.replace(
    "…",
    "\\dots",
  );
}
const MARKS: Readonly<Record<string, string>> = { "\u0302": "\\hat", "\u0304": "\\bar", "\u0303": "\\tilde" };

/** Words stand upright. */
const words = (text: string): string => `\\mathrm{${text.replaceAll(" ", "\\ ").replaceAll("−", "-")}}`;
const round = (text: string): string => (text.includes("\\frac") ? `\\left(${text}\\right)` : `(${text})`);
const bracketed = (text: string, own: number, outer: number): string => (own < outer ? round(text) : text);
