// Whoever has the equations of a member and its weights can compute it: this does, in float64, for one window.
import { compileCell, referenceSequence } from "@gatecast/engine";
import { CELLS } from "../cells/index.ts";
import type { Equation } from "../notation/equations.ts";
import {
  add,
  COMPLEX_FUNCTIONS,
  columns,
  convolved,
  cosine,
  depth,
  diagonal,
  each,
  eachComplex,
  FUNCTIONS,
  grouped,
  held,
  minus,
  normal,
  over,
  parts,
  perRow,
  power,
  product,
  type Row,
  sideBySide,
  softmax,
  times,
  turned,
  type Value,
} from "./compute-values.fixture.ts";

type Sign = Equation["right"];

export interface Known {
  readonly x: Value;
  /** A weight by its letter and what stands below it. */
  weight(name: string, below: string): Value;
  /** All weights of a recurrent cell, by what stands below its name. */
  cell(below: string): { readonly input: Row; readonly recurrent: Row; readonly bias: Row };
  /** Numbers that are given, such as a graph's. */
  readonly given: Readonly<Record<string, Value>>;
  readonly units: number;
  /** What a loop begins with where nothing is said, by its name. */
  zero(name: string): Value;
  /** Rounds of a loop by its letter. */
  readonly rounds: Readonly<Record<string, number>>;
  /** Steps of segment m. */
  segment(m: number): readonly number[];
  readonly apart?: Apart;
}

/** Lines that hold for each of several parts by itself, such as heads or channels, with columns of its own. */
export interface Apart {
  readonly count: number;
  /** What they define. */
  readonly lines: readonly string[];
  /** A part's share of a value, or of a weight by what stands below it. */
  cut(name: string, value: Value, part: number): Value;
  /** Whether sums in other lines are of one part, too. */
  readonly sums?: true;
  /** What all parts come to; side by side where nothing is said. */
  join?(values: readonly Value[]): Value;
}

/** What is defined so far: values, and of loops one a round, −1 being what they begin with. */
type Defined = Map<string, Value | Map<number, Value>>;

interface Part {
  readonly known: Known;
  readonly defined: Defined;
}
/** What has been computed apart. */
interface Parts {
  readonly parts?: readonly Part[];
}

/** The last line's value. */
export function computeEquations(equations: readonly Equation[], known: Known): Value {
  const defined: Defined = new Map();
  const { apart } = known;
  const isApart = ({ left }: Equation) => apart?.lines.includes(nameOf(left[0]!)) === true;
  const first = equations.findIndex(isApart);
  if (apart === undefined || first < 0) computeLines(equations, known, defined);
  else {
    const end = equations.findLastIndex(isApart) + 1;
    computeLines(equations.slice(0, first), known, defined);
    const all = Array.from({ length: apart.count }, (_, part) => {
      const own = partOf(known, defined, part);
      computeLines(equations.slice(first, end), own.known, own.defined);
      return own;
    });
    for (const name of apart.lines) {
      const values = all.map((part) => part.defined.get(name)!);
      if (!(values[0] instanceof Map)) defined.set(name, joinedParts(apart, values as Value[]));
      else {
        const rounds = [...values[0].keys()];
        const round = (at: number) =>
          joinedParts(
            apart,
            values.map((one) => (one as Map<number, Value>).get(at)!),
          );
        defined.set(name, new Map(rounds.map((at) => [at, round(at)])));
      }
    }
    computeLines(equations.slice(end), { ...known, parts: all }, defined);
  }
  return defined.get("output") as Value;
}

const joinedParts = ({ join = sideBySide }: Apart, values: readonly Value[]): Value => join(values);

/** What is known and defined, as a part of it sees it. */
function partOf(known: Known, defined: Defined, part: number): Part {
  const { apart, ...rest } = known;
  return {
    known: { ...rest, weight: (name, below) => apart!.cut(below, known.weight(name, below), part) },
    defined: new Map([...defined].map(([name, value]) => [name, apart!.cut(name, value as Value, part)])),
  };
}

function computeLines(equations: readonly Equation[], known: Known & Parts, defined: Defined): void {
  const isIn =
    (letter: string) =>
    ({ left }: Equation) => {
      const [first] = left;
      return first!.kind === "at" && (first!.index === letter || first!.index === "0");
    };
  for (let i = 0; i < equations.length; ) {
    const { left } = equations[i]!;
    const letter = loopAt(equations, i);
    if (letter === null) {
      define(defined, left, new Computer(known, defined, {}).value(equations[i]!.right), null);
      i++;
      continue;
    }
    let end = i;
    while (end < equations.length && isIn(letter)(equations[end]!)) end++;
    for (let round = 0; round < known.rounds[letter]!; round++) {
      for (const equation of equations.slice(i, end)) {
        const begins = equation.left[0]!.kind === "at" && equation.left[0]!.index === "0";
        if (begins && round > 0) continue;
        const value = new Computer(known, defined, { [letter]: round }).value(equation.right);
        define(defined, equation.left, value, begins ? -1 : round);
      }
    }
    i = end;
  }
}

/** The index of the loop that a line stands in; null where it is in none. */
function loopAt(equations: readonly Equation[], i: number): string | null {
  for (const { left } of equations.slice(i)) {
    const [first] = left;
    if (first!.kind !== "at") return null;
    if (first!.index !== "0") return first!.index;
  }
  return null;
}

function define(defined: Defined, left: readonly Sign[], value: Value, round: number | null): void {
  left.forEach((sign, i) => {
    const own = left.length === 1 ? value : (value as readonly Value[])[i]!;
    const name = nameOf(sign);
    if (round === null) defined.set(name, own);
    else {
      const rounds = defined.get(name);
      const all = rounds instanceof Map ? rounds : new Map<number, Value>();
      defined.set(name, all.set(round, own));
    }
  });
}

/** A symbol's name, without its index. */
const nameOf = (sign: Sign): string =>
  ((sign.kind === "at" ? sign.of[0] : sign) as Extract<Sign, { kind: "symbol" }>).name;

class Computer {
  private readonly known: Known & Parts;
  private readonly defined: Defined;
  private readonly indices: Readonly<Record<string, number>>;

  constructor(known: Known & Parts, defined: Defined, indices: Readonly<Record<string, number>>) {
    this.known = known;
    this.defined = defined;
    this.indices = indices;
  }

  private with(indices: Readonly<Record<string, number>>): Computer {
    return new Computer(this.known, this.defined, { ...this.indices, ...indices });
  }

  value(sign: Sign): Value {
    switch (sign.kind) {
      case "number":
        return sign.value;
      case "symbol":
        return this.symbol(sign);
      case "at":
        return this.at(sign);
      case "call":
        return this.called(sign);
      case "total":
        return this.total(sign);
      case "join":
        return this.joined(sign.of);
      case "minus":
        return minus(this.value(sign.of[0]!));
      case "root":
        // d, as wide as a head is.
        return Math.sqrt(sign.of[0]!.kind === "number" ? sign.of[0]!.value : (this.known.given.d as number));
      case "length":
        return columns(this.value(sign.of[0]!) as Row[]).map((column) => Math.hypot(...column));
      case "transposed":
        return turned(this.value(sign.of[0]!));
      case "product":
        return this.product(sign.of);
      default: {
        const of = sign.of.map((part) => this.value(part));
        if (sign.kind === "sum") return of.reduce(add);
        if (sign.kind === "elements") return of.reduce(times);
        if (sign.kind === "fraction") return over(of[0]!, of[1]!);
        if (sign.kind === "power") return power(of[0]!, of[1]!);
        return convolved(of[0]!, of[1]!);
      }
    }
  }

  /** From left to right, so that a row times a power of a matrix is a row all the way. */
  private product(of: readonly Sign[]): Value {
    const factors = of.flatMap((sign): { sign: Sign; value: Value }[] => {
      const [base, exponent] = sign.kind === "power" ? sign.of.map((part) => this.value(part)) : [];
      if (base === undefined || depth(base) < 2 || exponent === -1) return [{ sign, value: this.value(sign) }];
      return Array.from({ length: exponent as number }, () => ({ sign, value: base }));
    });
    return factors.slice(1).reduce((all, { sign, value }) => product(all, value, sign), factors[0]!.value);
  }

  private total(sign: Extract<Sign, { kind: "total" }>): Value {
    const { parts, apart } = this.known;
    if (parts !== undefined && apart?.sums === true) {
      return joinedParts(
        apart,
        parts.map(({ known, defined }) => new Computer(known, defined, this.indices).total(sign)),
      );
    }
    const count = this.countOf(sign.over, sign.of[0]);
    return Array.from({ length: count }, (_, i) => this.with({ [sign.over]: i }).value(sign.of[0])).reduce(add);
  }

  private symbol({ name, below }: Extract<Sign, { kind: "symbol" }>): Value {
    if (name === "x") return this.known.x;
    if (below !== undefined) return this.known.weight(name, below);
    const value = this.defined.get(name) ?? this.known.given[name] ?? this.indices[name];
    if (value === undefined) throw new Error(`${name} is not defined`);
    if (!(value instanceof Map)) return value;
    return [...value.entries()].filter(([round]) => round >= 0).map(([, one]) => one);
  }

  private at({ of: [of], index }: Extract<Sign, { kind: "at" }>): Value {
    const [first, ...rest] = roundFirst(index);
    const name = of.kind === "symbol" && of.below === undefined ? of.name : "";
    const rounds = this.defined.get(name) ?? (/^[tk]−1/.test(first) ? new Map<number, Value>() : undefined);
    const value =
      rounds instanceof Map ? this.round(rounds, name, first) : this.step(this.value(of) as readonly Value[], first);
    return rest.reduce((all: Value, part) => this.step(all as readonly Value[], part), value);
  }

  private round(rounds: Map<number, Value>, name: string, index: string): Value {
    const letter = index[0]!;
    if (index === "node 1") return this.step([...rounds.values()], index);
    const isLast = /[A-Z]/.test(letter);
    if (/^\d/.test(index)) return rounds.get(Number(index) - 1)!;
    const at = (isLast ? Math.max(...rounds.keys()) : this.indices[letter]!) + offsetOf(index);
    // What a loop begins with is 0 where nothing is said.
    return rounds.get(at) ?? this.known.zero(name);
  }

  private step(of: readonly Value[], index: string): Value {
    if (index === "node 1") return of.map((nodes) => (nodes as readonly Value[])[0]!);
    const column = /^columns? (\d+)(?: to (\w+))?$/.exec(index);
    if (column !== null) {
      const [from, to] = [Number(column[1]) - 1, column[2] ?? column[1]!];
      const cut = (row: Row) => row.slice(from, to === "F" ? undefined : Number(to));
      return typeof of[0] === "number" ? cut(of as Row) : (of as Row[]).map(cut);
    }
    if (index === "segment m") return this.known.segment(this.indices.m!).map((t) => of[t]!);
    if (/^−\d+$/.test(index)) {
      const by = Number(index.slice(1));
      return of.map((row, t) => (t < by ? each(row, () => 0) : of[t - by]!));
    }
    if (/^\d+$/.test(index)) return of[Number(index) - 1]!;
    if (index === "T" || index === "last") return of.at(-1)!;
    const found = of[this.indices[index[0]!]! + offsetOf(index)];
    if (found === undefined) throw new Error(`nothing at ${index}`);
    return found;
  }

  private called(sign: Extract<Sign, { kind: "call" }>): Value {
    const { name, of, weight } = sign;
    if (weight !== undefined) return this.walked(sign);
    const free = ["j", "i"].find(
      (letter) => of.length > 0 && this.indices[letter] === undefined && uses(of[0]!, letter),
    );
    const argument = (): Value => {
      if (free === undefined) return this.value(of[0]!);
      const count = this.countOf(free, of[0]!);
      const one = Array.from({ length: count }, (_, i) => this.with({ [free]: i }).value(of[0]!));
      if (Array.isArray(one[0]) && one[0].length === 1) return (one as Row[]).map(([value]) => value!);
      // Of a whole sequence of queries: a row of scores for each.
      return Array.isArray(one[0]) ? turned(one) : one;
    };
    if (name === "cos") return cosine(this.value(of[0]!) as Row, this.value(of[1]!) as Row);
    if (name === "max") return Math.max(...(of.map((part) => this.value(part)) as number[]));
    if (name === "[l = 0]") return this.indices.l === 0 ? 1 : 0;
    const value = argument();
    if (name === "diag") return diagonal(value as Row);
    const words = /^(segments|patches|means) of (\d+)(?:, (\d+) apart)?$/.exec(name);
    if (words !== null) return grouped(value as Row[], words[1]!, Number(words[2]), Number(words[3] ?? words[2]));
    if (name === "nodes") return (value as Row[]).map((row) => [0, 1, 2].map((node) => [row[node]!, ...row.slice(3)]));
    if (name === "held") return held(value as Row[], (this.known.x as Row[]).length);
    if (name === "softmax") return perRow(value, softmax);
    if (name === "norm") return perRow(value, (row) => normal(row));
    if (name === "groupNorm") return perRow(value, (row) => parts(row, 4).flatMap(normal));
    const ofComplex = COMPLEX_FUNCTIONS[name];
    if (ofComplex !== undefined) return eachComplex(value, ofComplex);
    const own = FUNCTIONS[name];
    if (own === undefined) throw new Error(`nobody says what ${name} means`);
    return each(value, (one) => own(one as number));
  }

  /** A cell over a sequence, or one step of it; all its states where it has more than one. */
  private walked({ name, of, weight }: Extract<Sign, { kind: "call" }>): Value {
    const cell = CELLS[name.replace("←", "") as keyof typeof CELLS]!;
    const [x, ...initial] = of.map((part) => this.value(part)) as [Row | Row[], ...Row[]];
    const rows = (typeof x[0] === "number" ? [x] : x) as Row[];
    const { units: H } = this.known;
    const sizes = { T: rows.length, B: 1, F: rows[0]!.length, H };
    const weights = this.known.cell((weight as { below: string }).below);
    const starts = initial.length === 0 ? {} : { initial };
    const reverse = name.endsWith("←");
    const { sequence, final } = referenceSequence(compileCell(cell), weights, rows.flat(), sizes, {
      ...starts,
      reverse,
    });
    const all = rows.map((_, t) => Array.from(sequence.subarray(t * H, (t + 1) * H)));
    if (typeof x[0] !== "number") return all;
    return final.length === 1 ? all[0]! : final.map((state) => Array.from(state));
  }

  private joined(of: readonly Sign[]): Value {
    const isSeries = of.length === 3 && of[1]!.kind === "symbol" && of[1]!.name === "…";
    if (isSeries) {
      // From the first to the last: all of them, side by side.
      const { of: inner } = of[0] as Extract<Sign, { kind: "at" }>;
      return (this.value(inner[0]) as Row[]).flat();
    }
    const values = of.map((part) => this.value(part));
    return sideBySide(values);
  }

  /** How many values an index runs over. */
  private countOf(letter: string, sign: Sign): number {
    if (sign.kind === "at") {
      const place = roundFirst(sign.index).indexOf(letter);
      if (place >= 0) {
        const { of } = sign;
        const name = of[0].kind === "symbol" ? of[0].name : "";
        const own = this.defined.get(name);
        const whole = own instanceof Map && place > 0 ? [...own.values()] : (this.value(of[0]) as readonly Value[]);
        if (place === 0) return whole.length;
        return (whole[0] as readonly Value[]).length;
      }
    }
    const counts = "of" in sign ? sign.of.map((part) => this.countOf(letter, part)) : [];
    return Math.max(0, ...counts);
  }
}

const offsetOf = (index: string): number => Number(/[−+]\d+$/.exec(index)?.[0]?.replace("−", "-") ?? 0);
/** Indices of what a loop makes, the round's first wherever it is written. */
const roundFirst = (index: string): [string, ...string[]] => {
  const parts = index.split(",") as [string, ...string[]];
  return parts.length === 2 && parts[1] === "t" ? ["t", parts[0]] : parts;
};
const uses = (sign: Sign, letter: string): boolean =>
  (sign.kind === "at" && sign.index.split(",").includes(letter)) ||
  (sign.kind !== "total" && "of" in sign && sign.of.some((part) => uses(part, letter)));
