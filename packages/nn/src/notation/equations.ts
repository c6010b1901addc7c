import type { Loop, Note, Notes, Said, Tensor, Term } from "@gatecast/engine";
import { Found } from "./found.ts";
import { at, join, number, type Sign, symbol } from "./sign.ts";
import { meansOf, stepsOf } from "./step-tables.ts";

/** One line: what is defined, more than one thing where an operation gives several, and what it is. */
export interface Equation {
  readonly left: readonly Sign[];
  readonly right: Sign;
}

/** Where a term stands: in a round of a loop, whose index has a letter there; in none, where the loop's last round is meant. */
interface Scope {
  readonly loop: Loop | null;
  readonly number: number;
  /** Null where a whole sequence is meant and no step of it. */
  readonly letter: string | null;
}
const OUTSIDE: Scope = { loop: null, number: 0, letter: null };

/**
 * Equations of what operations said they compute, in the order in which they computed it: what has a name, what is used more than
 * once and what is asked for by an index gets a line, all else stands where it is used. Of a loop the second round is shown, and
 * what its first begins with.
 * @param inputs names of what comes from outside; other inputs are 0
 * @param steps T: the last of so many steps is called T
 */
export function equationsOf(
  notes: Notes,
  result: Tensor,
  { inputs, steps }: { readonly inputs: ReadonlyMap<Tensor, string>; readonly steps: number },
): Equation[] {
  const found = new Found(notes, result);
  // A line is found to be needed while others are written: then all are written again.
  for (;;) {
    const before = found.lineCount;
    const equations = new Writer(found, inputs, steps).all(result);
    if (found.lineCount === before) return equations;
  }
}

class Writer {
  private readonly found: Found;
  private readonly inputs: ReadonlyMap<Tensor, string>;
  private readonly steps: number;

  constructor(found: Found, inputs: ReadonlyMap<Tensor, string>, steps: number) {
    this.found = found;
    this.inputs = inputs;
    this.steps = steps;
  }

  all(result: Tensor): Equation[] {
    const { found } = this;
    const equations = found.shown().flatMap((note) => {
      const outputs = note.outputs.filter((output) => found.isLine(output));
      return outputs.length === 0 ? [] : [...this.beginnings(note), ...this.linesOf(note, outputs)];
    });
    const defined = new Set<string>();
    // What two lines of a loop begin with is said once.
    const once = equations.filter(({ left }) => {
      const key = JSON.stringify(left);
      return !defined.has(key) && defined.add(key);
    });
    return [...once, { left: [symbol("output")], right: this.term(result, OUTSIDE) }];
  }

  private linesOf(note: Note, outputs: readonly Tensor[]): Equation[] {
    const scope = scopeOf(note);
    const { said } = note;
    if (!("kind" in said) || said.kind !== "lines") {
      return [{ left: outputs.map((output) => this.term(output, scope)), right: this.said(said, scope) }];
    }
    const lines = said.lines.map(({ left, right }) => ({
      left: [this.term(left, scope)],
      right: this.term(right, scope),
    }));
    const left = outputs.map((output) => at(this.term(output, scope), said.index));
    return [...lines, { left, right: this.term(said.of[0], scope) }];
  }

  /** What a loop's first round takes in the place of what the round before would have left; zeros are not worth a line. */
  private beginnings(note: Note): Equation[] {
    return this.found.carriedInto(note).flatMap(({ carried, first }) => {
      const value = this.term(first, OUTSIDE);
      if (value.kind === "number") return [];
      const { letter } = note.round!.loop;
      const name = this.term(carried, { loop: note.round!.loop, number: note.round!.number - 1, letter });
      const bare = name.kind === "at" ? name.of[0] : name;
      return [{ left: [at(bare, "0")], right: value }];
    });
  }

  private term(term: Term, scope: Scope): Sign {
    if (!("kind" in term)) return this.tensor(term, scope);
    if (term.kind === "number" || term.kind === "symbol") return term;
    if (term.kind === "at") {
      const [of] = term.of;
      if (term.within !== true || "kind" in of) return this.indexed(of, term.index, scope);
      if (this.found.noteOf(of) !== undefined) this.found.line(of);
      return withIndex(this.tensor(of, scope), term.index);
    }
    if (term.kind === "join") return this.sideBySide(term.of, scope);
    const of = term.of.map((part) => this.term(part, scope));
    if (term.kind === "call") {
      const below = term.weight === undefined ? null : this.found.weightOf(term.weight as Tensor);
      return { kind: "call", name: term.name, of, ...(below === null ? {} : { weight: below }) };
    }
    return { ...term, of } as Sign;
  }

  private tensor(tensor: Tensor, scope: Scope): Sign {
    const weight = this.found.weightOf(tensor);
    if (weight !== null) return weight;
    const input = this.inputs.get(tensor);
    if (input !== undefined) return symbol(input);
    const note = this.found.noteOf(tensor);
    if (note === undefined) return number(0);
    const isFromBefore = note.round !== null && note.round.loop === scope.loop && note.round.number !== scope.number;
    if (isFromBefore) this.found.line(tensor);
    if (!this.found.isLine(tensor)) return this.said(note.said, within(note, scope));
    const name = symbol(this.found.nameOf(tensor));
    const index = indexOf(note, scope);
    return index === null ? name : at(name, index);
  }

  private said(said: Said, scope: Scope): Sign {
    if (!("kind" in said)) return this.tensor(said, scope);
    switch (said.kind) {
      case "step":
        return this.step(said.of[0], said.step, scope, said.axis);
      case "steps": {
        const [x] = said.of;
        const [first] = said.table[0]!;
        if (said.table.length === 1 && said.table[0]!.length === 1) return this.step(x, first!, scope);
        return stepsOf(this.term(x, scope), said.table, { T: x.shape[0]!, letter: scope.letter });
      }
      case "means":
        return meansOf(this.term(said.of[0], scope), said.table);
      case "series":
        return this.series(said.of, scope);
      case "lines":
        throw new Error("internal: what takes several lines has a name");
      default:
        return this.term(said, scope);
    }
  }

  /** Rounds of one loop are what the whole of it gives; others stand side by side. */
  private series(of: readonly Tensor[], scope: Scope): Sign {
    return of.length === 1 ? this.tensor(of[0]!, scope) : (this.round(of, null) ?? this.sideBySide(of, scope));
  }

  private sideBySide(of: readonly Term[], scope: Scope): Sign {
    const tensors = of.filter((part): part is Tensor => !("kind" in part));
    const first = tensors.length === of.length ? this.round(tensors, "1") : null;
    if (first === null) return join(...of.map((part) => this.term(part, scope)));
    return join(first, symbol("…"), this.round(tensors, lastOf(this.found.loopOf(tensors[0]!)!))!);
  }

  /** What tensors are one of each of the rounds of a loop, with an index in the place of the round; null where they are not. */
  private round(of: readonly Tensor[], letter: string | null): Sign | null {
    const loop = this.found.loopOf(of[0]!);
    if (loop === null || loop.rounds !== of.length || this.found.loopOf(of.at(-1)!) !== loop) return null;
    return this.tensor(of[1]!, { loop, number: 1, letter });
  }

  private step(x: Tensor, step: number, scope: Scope, axis: "step" | "node" = "step"): Sign {
    const [T] = x.shape as [number];
    if (T === 1) return this.tensor(x, scope);
    // Rows of a table of weights are told apart as steps are.
    const table = this.found.noteOf(x)?.said;
    if (table !== undefined && !("kind" in table) && this.found.isWeight(table)) {
      const row = scope.loop?.rounds === T ? scope.letter! : String(step + 1);
      return withIndex(this.tensor(table, scope), row);
    }
    const counted = scope.loop !== null && scope.letter !== null && scope.loop.rounds === T;
    if (counted) return this.indexed(x, written(scope.letter!, step - scope.number), scope);
    if (axis === "node") return this.indexed(x, `node ${step + 1}`, scope);
    const last = T === this.steps ? "T" : "last";
    return this.indexed(x, step === T - 1 ? last : String(step + 1), scope);
  }

  /** One step of what a term is: of what it is made of where that is done step by step, else of a line of its own. */
  private indexed(term: Term, index: string, scope: Scope): Sign {
    if (!("kind" in term)) {
      if (this.found.isWeight(term)) return this.tensor(term, scope);
      const note = this.found.noteOf(term);
      if (note === undefined || this.found.isLine(term)) return withIndex(this.tensor(term, scope), index);
      const { said } = note;
      const own = within(note, scope);
      if ("kind" in said && said.kind === "series" && said.of.length > 1) {
        return this.round(said.of, index) ?? withIndex(this.series(said.of, scope), index);
      }
      const isTimed = "kind" in said && ["steps", "means", "lines", "series"].includes(said.kind);
      if (isTimed || !isStepByStep(said as Term)) return withIndex(this.found.line(term), index);
      if ("kind" in said && said.kind === "step") return withIndex(this.said(said, own), index);
      return this.indexed(said as Term, index, own);
    }
    if (term.kind === "number" || term.kind === "symbol") return withIndex(this.term(term, scope), index);
    if (term.kind === "at" || term.kind === "transposed") return withIndex(this.term(term, scope), index);
    return { ...term, of: term.of.map((part) => this.indexed(part, index, scope)) } as Sign;
  }
}

/** The scope of what a note is made of, where it stands in the place of its output. */
function within(note: Note, scope: Scope): Scope {
  if (note.round === null || scope.loop === note.round.loop) return scope;
  return { ...note.round, letter: lastOf(note.round.loop) };
}

const scopeOf = ({ round }: Note): Scope => (round === null ? OUTSIDE : { ...round, letter: round.loop.letter });

const lastOf = ({ letter }: Loop): string => letter.toUpperCase();

/** The index of what a round of a loop gives, seen from a scope. */
function indexOf({ round }: Note, scope: Scope): string | null {
  if (round === null) return null;
  if (scope.loop === round.loop)
    return scope.letter === null ? null : written(scope.letter, round.number - scope.number);
  return written(lastOf(round.loop), round.number - (round.loop.rounds - 1));
}

function written(letter: string, difference: number): string {
  if (difference === 0) return letter;
  return difference < 0 ? `${letter}−${-difference}` : `${letter}+${difference}`;
}

function withIndex(sign: Sign, index: string): Sign {
  if (sign.kind === "number") return sign;
  if (sign.kind === "at" && !sign.index.includes(" ")) {
    return { ...sign, index: `${sign.index},${index}` };
  }
  return at(sign, index);
}

const STEP_BY_STEP = new Set([
  "number",
  "symbol",
  "call",
  "sum",
  "elements",
  "product",
  "join",
  "fraction",
  "minus",
  "step",
]);
const isStepByStep = (said: Said): boolean =>
  !("kind" in said) ||
  (STEP_BY_STEP.has(said.kind) && !(said.kind === "call" && said.acrossSteps === true)) ||
  said.kind === "transposed";
