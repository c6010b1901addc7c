import { applyEquation, declared, requireStates } from "./apply-equation.ts";
import { checkParts } from "./check-parts.ts";
import { checkReach } from "./check-reach.ts";
import { checkUse } from "./check-use.ts";
import { Expression } from "./expression.ts";
import { checkedConnection, checkedPerUnit, checkedStarts } from "./unit-numbers.ts";

/**
 * What a gate's pre-activation is made of: `x + h` is x·W + h·U + b, `x` is x·W + b, `h` is h·U + b. In the place of h may
 * stand any state, given value, or value of `between`, and more than one of them: `x + h + c`.
 */
export type GateSource = "x" | "h" | "x + h" | `x + ${string}` | (string & {});

/** Equations by name. */
export type Named<Name extends string> = Readonly<Record<Name, Expression>>;

/** A number for each unit of a layer of so many. */
export type PerUnit = (unit: number, units: number) => number;

/**
 * Which of a gate's recurrent weights are no weights: the number that stands between two units for good (0: they are not
 * connected), or null where the weight is learnt.
 */
export type Connection = (from: number, to: number, units: number) => number | null;

/** Everything but gates and states that equations may use: vectors, fixed vectors, given values, and `t`, the step's number. */
export type Others<Name extends string> = Named<Name | "t">;

type Equation<State extends string, Gate extends string, Other extends string, Result> = (
  gates: Named<Gate>,
  states: Named<State>,
  others: Others<Other>,
) => Result;

/** A recurrent cell as its equations, each for one unit of one row at one step. */
export interface CellDefinition<
  State extends string = string,
  Gate extends string = string,
  Vector extends string = string,
  Fixed extends string = string,
  Given extends string = string,
> {
  readonly name: string;
  /** Paper or document of the equations. */
  readonly source: string;
  /** The first state is the output and the h of the gates. */
  readonly states: readonly State[];
  /** The one place where gate order is written: weights hold their blocks in this order. */
  readonly gates: Readonly<Record<Gate, GateSource>>;
  /** Vectors of H weights that every row and step shares. */
  readonly vectors?: readonly Vector[];
  /** Vectors of H numbers that are not learnt. */
  readonly fixed?: Readonly<Record<Fixed, PerUnit>>;
  /** Values `[T, B, H]` that come from outside: `input` is the layer's input, `memory` the last state of the layer below. */
  readonly given?: readonly Given[];
  /** Recurrent weights that are not learnt, gate by gate. */
  readonly connections?: Readonly<Partial<Record<NoInfer<Gate>, Connection>>>;
  /** Gates without a bias. */
  readonly unbiased?: readonly NoInfer<Gate>[];
  /** Values computed from gates and states before the remaining gates take them through their recurrent weights. */
  readonly between?: Readonly<Record<string, Equation<State, Gate, Vector | Fixed | Given, Expression>>>;
  /** The next states. */
  readonly step: Equation<State, Gate, Vector | Fixed | Given, Named<State>>;
  /** Where learning starts (biases, vectors) and where every window does (states); 0 where nothing is said. */
  readonly starts?: {
    readonly biases?: Readonly<Partial<Record<NoInfer<Gate>, number | PerUnit>>>;
    readonly vectors?: Readonly<Partial<Record<NoInfer<Vector>, number | PerUnit>>>;
    readonly states?: Readonly<Partial<Record<NoInfer<State>, number>>>;
  };
}

/** A gate with its source taken apart. */
export interface GatePart {
  readonly name: string;
  readonly input: boolean;
  /** States, given values or `between` values that go through U, each once. */
  readonly recurrent: readonly string[];
  readonly bias: boolean;
  readonly connection: Connection | null;
}

/** A cell whose equations were applied to symbols: what the compiler, the reference and the formula printer read. */
export interface Cell {
  readonly name: string;
  readonly source: string;
  readonly states: readonly string[];
  readonly vectors: readonly string[];
  readonly fixed: readonly { readonly name: string; readonly value: PerUnit }[];
  readonly given: readonly string[];
  /** In the order of the definition. */
  readonly gates: readonly GatePart[];
  readonly between: readonly {
    readonly name: string;
    readonly value: Expression;
    /** The state that it takes the place of in all gates: their weights lie where that state's would. */
    readonly standsFor?: string;
  }[];
  readonly next: readonly { readonly name: string; readonly value: Expression }[];
  /** Numbers that are not 0, by name. */
  readonly starts: Readonly<Record<"biases" | "vectors", Readonly<Record<string, number | PerUnit>>>> & {
    readonly states: Readonly<Record<string, number>>;
  };
}

/** Turns a definition into a cell. Throws a RangeError that names the equation at fault. */
export function cell<
  State extends string,
  Gate extends string,
  Vector extends string = never,
  Fixed extends string = never,
  Given extends string = never,
>(definition: CellDefinition<State, Gate, Vector, Fixed, Given>): Cell {
  checkParts(definition);
  const { name, states } = definition;
  const fail = (message: string): never => {
    throw new RangeError(`cell "${name}": ${message}`);
  };
  const output = states[0] ?? fail("a cell needs at least one state");
  const vectors = definition.vectors ?? [];
  const given = definition.given ?? [];
  const fixed = Object.entries<PerUnit>(definition.fixed ?? {}).map(([key, value]) => ({
    name: key,
    value: checkedPerUnit(`cell "${name}": fixed "${key}"`, value),
  }));
  const betweenNames = Object.keys(definition.between ?? {});
  const others = [...vectors, ...fixed.map((vector) => vector.name), ...given];
  for (const names of [
    ["x", ...states, ...given, ...betweenNames],
    ["t", ...others],
  ]) {
    const twice = names.find((source, i) => names.indexOf(source) !== i);
    if (twice !== undefined) fail(`"${twice}" names two things`);
  }
  const gateNames = Object.keys(definition.gates) as Gate[];
  const said = { biases: {}, vectors: {}, states: {}, ...definition.starts };
  const starts = {
    biases: checkedStarts(`cell "${name}": starts.biases`, said.biases),
    vectors: checkedStarts(`cell "${name}": starts.vectors`, said.vectors),
    states: said.states,
  };
  const belong = (field: string, named: readonly string[], known: readonly string[], what: string) => {
    const unknown = named.find((one) => !known.includes(one));
    if (unknown !== undefined) fail(`${field} names "${unknown}", which is no ${what}`);
  };
  belong("starts.biases", Object.keys(starts.biases), gateNames, "gate");
  belong("starts.vectors", Object.keys(starts.vectors), vectors, "vector");
  belong("starts.states", Object.keys(starts.states), states, "state");
  belong("unbiased", definition.unbiased ?? [], gateNames, "gate");

  const gates = gateNames.map((gate) => {
    const connection = definition.connections?.[gate];
    return {
      ...parseGate(name, gate, definition.gates[gate], [...states, ...given, ...betweenNames], output),
      bias: !(definition.unbiased ?? []).includes(gate),
      connection:
        connection === undefined
          ? null
          : checkedConnection(`cell "${name}": connections of gate "${gate}"`, connection),
    };
  });
  const heard = gates.flatMap((gate) => (gate.recurrent.length > 0 ? gate.name : []));
  belong("connections", Object.keys(definition.connections ?? {}), heard, "gate with recurrent weights");
  const symbols = <N extends string>(kind: "gate" | "state" | "vector" | "fixed" | "given", names: readonly N[]) =>
    Object.fromEntries(names.map((symbol) => [symbol, new Expression({ kind, name: symbol })])) as Named<N>;
  const symbolsOf = [
    declared("gate", symbols("gate", gateNames)),
    declared("state", symbols("state", states)),
    declared("vector or given value", {
      ...symbols("vector", vectors),
      ...symbols("fixed", fixed.map((vector) => vector.name) as Fixed[]),
      ...symbols("given", given),
      t: new Expression({ kind: "time" }),
    } as Others<Vector | Fixed | Given>),
  ] as const;
  const between = Object.entries<NonNullable<typeof definition.between>[string]>(definition.between ?? {}).map(
    ([key, equation]) => ({ name: key, value: applyEquation(name, `between "${key}"`, () => equation(...symbolsOf)) }),
  );
  const step = applyEquation(name, "step", () => definition.step(...symbolsOf));
  requireStates(name, step);
  belong("step", Object.keys(step), states, "state");
  const next = states.map((state) => {
    if (!(state in step)) fail(`step returns no next value for state "${state}"`);
    return { name: state, value: step[state] };
  });
  const made = { name, source: definition.source, states, vectors, fixed, given, gates, between, next, starts };
  checkUse(made);
  checkReach(made);
  return made;
}

function parseGate(cellName: string, gate: string, source: string, known: readonly string[], output: string) {
  const parts = source.split("+").map((part) => part.trim());
  const recurrent = parts.filter((part) => part !== "x");
  if (new Set(parts).size < parts.length || !recurrent.every((part) => known.includes(part))) {
    throw new RangeError(
      `cell "${cellName}": gate "${gate}" is made of "${source}"; write "x", "${output}", or "x + " and one or more of ${known.join(", ")}`,
    );
  }
  return { name: gate, input: parts.includes("x"), recurrent };
}
