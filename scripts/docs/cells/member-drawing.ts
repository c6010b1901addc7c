import type { Equation } from "@gatecast/nn";
import { arrange, WIDEST } from "./arrange.ts";
import type { Drawing, Edge, Label, Shape } from "./drawing.ts";

type Sign = Equation["right"];
type Kind = Shape["kind"];

/** What is drawn of a sign: the shape that it ends in, and whether it is taken away there. */
interface Drawn {
  readonly id: string;
  readonly sign?: Edge["sign"];
}

/**
 * Draws the equations of a member that is composed of operations, in rows from above, each as far as it fits. A map with weights is
 * one shape, named after them; what comes from the row above, or from the round of a loop before, stands at the left side. What
 * follows from weights alone has rows of its own, above all others. What a loop begins with is not drawn.
 */
export function memberDrawings(equations: readonly Equation[]): Drawing[] {
  const all = leadingToLast(equations);
  const draw = (row: readonly Equation[]) => drawRow(row, definedIn(all));
  const [same, moving] = bySource(all);
  return [same, moving].flatMap((part) => {
    const rows: Equation[][] = [];
    for (const equation of part) {
      const row = rows.at(-1);
      if (row === undefined || arrange(draw([...row, equation])).width > WIDEST) rows.push([equation]);
      else row.push(equation);
    }
    return rows.map(draw);
  });
}

/** Lines that follow from weights alone, and all others. */
function bySource(equations: readonly Equation[]): [same: Equation[], moving: Equation[]] {
  const moving = new Set(["x"]);
  const isMoving = (sign: Sign): boolean =>
    sign.kind === "symbol" ? moving.has(sign.name) : "of" in sign && sign.of.some(isMoving);
  // What a loop takes of its round before is defined further down.
  for (let count = 0; count < moving.size; ) {
    count = moving.size;
    for (const { left, right } of equations) if (isMoving(right)) for (const sign of left) moving.add(nameOf(sign));
  }
  const moves = ({ left }: Equation) => moving.has(nameOf(left[0]!));
  return [equations.filter((equation) => !moves(equation)), equations.filter(moves)];
}

const definedIn = (equations: readonly Equation[]): ReadonlySet<string> =>
  new Set(equations.flatMap(({ left }) => left.map(nameOf)));

function drawRow(equations: readonly Equation[], defined: ReadonlySet<string>): Drawing {
  const drawer = new Drawer(definedIn(equations), defined);
  for (const { left, right } of equations) drawer.line(left, right);
  return { shapes: [...drawer.shapes.values()], edges: drawer.edges };
}

/** Lines that the last one needs, what loops begin with left out. */
function leadingToLast(equations: readonly Equation[]): Equation[] {
  const drawn = equations.filter(({ left }) => !beginsLoop(left[0]!));
  const needed = new Set([nameOf(drawn.at(-1)!.left[0]!)]);
  const visit = (sign: Sign): void => {
    if (sign.kind === "symbol") needed.add(sign.name);
    if ("of" in sign) for (const part of sign.of) visit(part);
  };
  // What a loop takes of its round before is defined further down.
  for (let count = 0; count < needed.size; ) {
    count = needed.size;
    for (const { left, right } of drawn) if (left.some((sign) => needed.has(nameOf(sign)))) visit(right);
  }
  return drawn.filter(({ left }) => left.some((sign) => needed.has(nameOf(sign))));
}

const beginsLoop = (left: Sign): boolean => left.kind === "at" && left.index === "0";

/** A symbol without its index. */
const nameOf = (sign: Sign): string => {
  if (sign.kind === "at") return nameOf(sign.of[0]);
  return sign.kind === "symbol" ? sign.name : "";
};

type NamedSign = Extract<Sign, { kind: "symbol" }>;
/** A weight has something below it. */
const isWeight = (sign: Sign): sign is NamedSign & { readonly below: string } =>
  sign.kind === "symbol" && sign.below !== undefined;

const OPERATIONS: Readonly<Record<string, string>> = {
  ...{ sum: "+", elements: "⊙", product: "·", convolution: "∗", fraction: "⊙", join: "[ ]", power: "^" },
};

class Drawer {
  readonly shapes = new Map<string, Shape>();
  readonly edges: Edge[] = [];
  private readonly parts = new Map<string, string>();
  private readonly here: ReadonlySet<string>;
  private readonly anywhere: ReadonlySet<string>;

  /** Names that are defined in this row, and in any. */
  constructor(here: ReadonlySet<string>, anywhere: ReadonlySet<string>) {
    this.here = here;
    this.anywhere = anywhere;
  }

  line(left: readonly Sign[], right: Sign): void {
    const from = this.sign(right);
    for (const sign of left) {
      const id = this.add(nameOf(sign) === "output" ? "output" : "value", `value ${nameOf(sign)}`, labelOf(sign));
      this.edge(from, id);
    }
  }

  private add(kind: Kind, id: string, label: Label): string {
    const known = this.shapes.get(id);
    if (known === undefined || known.kind === "weight") this.shapes.set(id, { id, kind, label });
    return id;
  }

  private edge({ id, sign }: Drawn, to: string): void {
    if (this.edges.some((edge) => edge.from === id && edge.to === to && edge.sign === sign)) return;
    this.edges.push({ from: id, to, ...(sign === undefined ? {} : { sign }) });
  }

  /** Equal parts are one shape. */
  private inner(kind: Kind, text: string, of: readonly Drawn[], under?: string): Drawn {
    const what = JSON.stringify([kind, text, of, under]);
    const known = this.parts.get(what);
    if (known !== undefined) return { id: known };
    const id = this.add(kind, `part ${this.shapes.size}`, { text, ...(under === undefined ? {} : { under }) });
    for (const part of of) this.edge(part, id);
    this.parts.set(what, id);
    return { id };
  }

  private sign(sign: Sign): Drawn {
    const map = this.map(sign);
    if (map !== null) return map;
    switch (sign.kind) {
      case "number":
        return { id: this.add("weight", `constant ${sign.value}`, { text: String(sign.value).replace("-", "−") }) };
      case "symbol":
        return this.symbol(sign, sign);
      case "at":
        return sign.of[0].kind === "symbol"
          ? this.symbol(sign.of[0], sign)
          : this.inner("function", sign.index, [this.sign(sign.of[0])]);
      case "call": {
        const of = sign.of.map((part) => this.sign(part));
        const part = sign.weight?.kind === "symbol" ? sign.weight.below : undefined;
        if (sign.weight !== undefined) return this.inner("gate", sign.name, of, part === sign.name ? undefined : part);
        return this.inner("function", sign.name === "sigmoid" ? "σ" : sign.name, of);
      }
      case "total":
        return this.inner("function", "Σ", [this.sign(sign.of[0])]);
      case "minus":
        return { ...this.sign(sign.of[0]!), sign: "−" };
      case "transposed":
      case "root":
      case "length":
        return this.inner("function", { transposed: "ᵀ", root: "√", length: "‖ ‖" }[sign.kind], [
          this.sign(sign.of[0]!),
        ]);
      case "fraction":
        return this.inner("operation", "⊙", [this.sign(sign.of[0]!), { ...this.sign(sign.of[1]!), sign: "÷" }]);
      default: {
        const [first, second] = sign.of;
        const turned =
          sign.kind === "product" && sign.of.length === 2 && first?.kind === "symbol" && first.name === "i";
        if (turned) return this.inner("operation", "× i", [this.sign(second!)]);
        if (sign.kind === "sum" && first?.kind === "number" && second?.kind === "minus") {
          return this.inner("operation", `${first.value} −`, [this.sign(second.of[0]!)]);
        }
        const parts = sign.of.filter((part) => part.kind !== "symbol" || part.name !== "…");
        return this.inner(
          "operation",
          OPERATIONS[sign.kind]!,
          parts.map((part) => this.sign(part)),
        );
      }
    }
  }

  /** x · W, with its bias where there is one; null for anything else. */
  private map(sign: Sign): Drawn | null {
    if (sign.kind === "sum") {
      const [first, bias] = [sign.of[0]!, sign.of.at(-1)!];
      const isMap = sign.of.length === 2 && isWeight(bias) && bias.name === "b";
      return isMap ? this.map(first) : null;
    }
    if (sign.kind !== "product") return null;
    const [x, weight] = [sign.of[0]!, sign.of[1]!];
    const isNumber = x.kind === "symbol" && !this.anywhere.has(x.name) && x.name !== "x";
    if (sign.of.length !== 2 || isNumber || !isWeight(weight) || weight.name !== "W") return null;
    return this.inner("gate", weight.below, [this.sign(x)]);
  }

  private symbol(sign: NamedSign, whole: Sign): Drawn {
    const index = whole.kind === "at" ? whole.index : "";
    if (sign.below !== undefined) {
      return { id: this.add("weight", `weight ${sign.name} ${sign.below}`, labelOf(whole)) };
    }
    const isBefore = /^[tk]−1/.test(index);
    if (isBefore && this.anywhere.has(sign.name)) {
      return { id: this.add("input", `state ${sign.name}`, labelOf(whole)) };
    }
    const isShifted = /^−\d/.test(index);
    if (this.here.has(sign.name) && isShifted) {
      return this.inner("function", index, [{ id: this.add("weight", `value ${sign.name}`, labelOf(sign)) }]);
    }
    if (this.here.has(sign.name)) return { id: this.add("weight", `value ${sign.name}`, labelOf(whole)) };
    const kind = sign.name === "x" || this.anywhere.has(sign.name) ? "input" : "weight";
    return { id: this.add(kind, `given ${sign.name} ${index}`, labelOf(whole)) };
  }
}

function labelOf(sign: Sign): Label {
  if (sign.kind === "at") {
    const label = labelOf(sign.of[0]);
    return { ...label, under: [label.under, sign.index].filter(Boolean).join(",") };
  }
  if (sign.kind !== "symbol") return { text: "" };
  return { text: sign.name, ...(sign.below === undefined ? {} : { under: sign.below }) };
}
