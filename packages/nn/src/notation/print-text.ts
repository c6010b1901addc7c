import type { Equation } from "./equations.ts";
import type { Sign } from "./sign.ts";

/** Equations as lines of text. */
export const equationText = ({ left, right }: Equation): string =>
  `${left.map((sign) => print(sign, 0)).join(", ")} = ${print(right, 0)}`;

/** Binding strength, weakest first; what is weaker than where it stands takes brackets. */
const STRENGTH = { sum: 1, minus: 1, total: 1.5, convolution: 2, elements: 2, fraction: 2, product: 2.5 } as const;
const JOINED = { sum: " + ", elements: " ⊙ ", product: "·", convolution: " ∗ ", fraction: " / " } as const;
const INNER = { sum: 1, elements: 2, product: 2.5, convolution: 2.5, fraction: 2.6 } as const;

function print(sign: Sign, outer: number): string {
  switch (sign.kind) {
    case "number":
      return String(Number(sign.value.toPrecision(4))).replace("-", "−");
    case "symbol":
      return sign.below === undefined ? sign.name : `${sign.name}_${sign.below}`;
    case "at":
      return `${print(sign.of[0], 4)}${index(sign.index, sign.of[0])}`;
    case "call":
      return called(sign);
    case "join":
      return `[${sign.of.map((part) => print(part, 0)).join(", ")}]`;
    case "length":
      return `‖${print(sign.of[0]!, 0)}‖`;
    case "transposed":
      return `${print(sign.of[0]!, 4)}ᵀ`;
    case "root":
      return `√${print(sign.of[0]!, 4)}`;
    case "power": {
      const exponent = print(sign.of[1]!, 0);
      return `${print(sign.of[0]!, 4)}^${exponent.length > 1 ? `(${exponent})` : exponent}`;
    }
    case "total":
      return bracketed(`Σ${index(sign.over)} ${print(sign.of[0], 1.5)}`, STRENGTH.total, outer);
    case "minus":
      return bracketed(`−${print(sign.of[0]!, 2)}`, STRENGTH.minus, outer);
    default: {
      const { kind, of } = sign;
      const text = of.map((part) => print(part, INNER[kind])).join(JOINED[kind]);
      return bracketed(text.replaceAll("+ −", "− "), STRENGTH[kind], outer);
    }
  }
}

function called({ name, of, weight }: Extract<Sign, { kind: "call" }>): string {
  if (of.length === 0) return name;
  const inner = of.map((part) => print(part, 0)).join(", ");
  if (name === "abs") return `|${inner}|`;
  const part = weight?.kind === "symbol" ? weight.below : undefined;
  const below = part === undefined || part === name ? "" : `_${part}`;
  return `${name === "sigmoid" ? "σ" : name}${below}(${inner})`;
}

const bracketed = (text: string, own: number, outer: number): string => (own < outer ? `(${text})` : text);

const BELOW: Readonly<Record<string, string>> = {
  ...{ "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉" },
  ...{ "−": "₋", "+": "₊", t: "ₜ", j: "ⱼ", k: "ₖ", m: "ₘ", n: "ₙ", i: "ᵢ", l: "ₗ" },
};

/** An index as small letters where there are such, else behind a line below or in brackets. */
function index(text: string, of?: Sign): string {
  const isPlain = !text.includes(",") || !/[−+]/.test(text);
  const small = [...text.replaceAll(",", "")].map((letter) => BELOW[letter]);
  const hasBelow = of !== undefined && of.kind === "symbol" && of.below !== undefined;
  if (!hasBelow && isPlain && small.every((letter) => letter !== undefined)) return small.join("");
  return text.length === 1 && !hasBelow ? `_${text}` : `[${text}]`;
}
