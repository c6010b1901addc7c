import { Expression } from "./expression.ts";

/**
 * What a gate's pre-activation is made of: `x + h` is x·W + h·U + b, `x` is x·W + b, `h` is h·U + b. In the place of h
 * stands the name of a value of `between` where a cell transforms h first.
 */
export type GateSource = "x" | "h" | "x + h" | `x + ${string}` | (string & {});

/** Equations by name. */
export type Named<Name extends string> = Readonly<Record<Name, Expression>>;

/** A recurrent cell as its equations, each for one unit of one row at one step. */
export interface CellDefinition<
  State extends string = string,
  Gate extends string = string,
  Vector extends string = string,
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
  /** Values computed from gates and states before the remaining gates take them through their recurrent weights. */
  readonly between?: Readonly<
    Record<string, (gates: Named<Gate>, states: Named<State>, vectors: Named<Vector>) => Expression>
  >;
  /** The next states. */
  readonly step: (gates: Named<Gate>, states: Named<State>, vectors: Named<Vector>) => Named<State>;
  /** Gates whose bias starts at 1 instead of 0, so that the cell remembers before it has learnt to. */
  readonly biasOne?: readonly NoInfer<Gate>[];
}

/** A gate with its source taken apart. */
export interface GatePart {
  readonly name: string;
  readonly input: boolean;
  /** State or `between` value that goes through U; null where the gate has no recurrent part. */
  readonly recurrent: string | null;
}

/** A cell whose equations were applied to symbols: what the compiler, the reference and the formula printer read. */
export interface Cell {
  readonly name: string;
  readonly source: string;
  readonly states: readonly string[];
  readonly vectors: readonly string[];
  /** In the order of the definition. */
  readonly gates: readonly GatePart[];
  readonly between: readonly { readonly name: string; readonly value: Expression }[];
  readonly next: readonly { readonly name: string; readonly value: Expression }[];
  readonly biasOne: readonly string[];
}

/** Turns a definition into a cell. Throws a RangeError that names the equation at fault. */
export function cell<State extends string, Gate extends string, Vector extends string = never>(
  definition: CellDefinition<State, Gate, Vector>,
): Cell {
  const { name, states } = definition;
  const output = states[0];
  if (output === undefined) throw new RangeError(`cell "${name}": a cell needs at least one state`);
  const vectors = definition.vectors ?? [];
  const betweenNames = Object.keys(definition.between ?? {});
  const sources = ["x", ...states, ...betweenNames];
  const twice = sources.find((source, i) => sources.indexOf(source) !== i);
  if (twice !== undefined) throw new RangeError(`cell "${name}": "${twice}" names two things`);
  const unknown = definition.biasOne?.find((gate) => !(gate in definition.gates));
  if (unknown !== undefined) throw new RangeError(`cell "${name}": biasOne names "${unknown}", which is no gate`);
  const gates = (Object.entries(definition.gates) as [Gate, string][]).map(([gate, source]) =>
    parseGate(name, gate, source, [output, ...betweenNames], output),
  );
  const symbols = <N extends string>(kind: "gate" | "state" | "vector", names: readonly N[]): Named<N> =>
    Object.fromEntries(names.map((symbol) => [symbol, new Expression({ kind, name: symbol })])) as Named<N>;
  const gateSymbols = symbols("gate", Object.keys(definition.gates) as Gate[]);
  const stateSymbols = symbols("state", states);
  const vectorSymbols = symbols("vector", vectors);
  const between = Object.entries(definition.between ?? {}).map(([key, equation]) => ({
    name: key,
    value: (equation as NonNullable<typeof definition.between>[string])(gateSymbols, stateSymbols, vectorSymbols),
  }));
  const step = definition.step(gateSymbols, stateSymbols, vectorSymbols);
  const next = states.map((state) => {
    const value = step[state];
    if (value === undefined) throw new RangeError(`cell "${name}": step returns no next value for state "${state}"`);
    return { name: state, value };
  });
  return {
    name,
    source: definition.source,
    states,
    vectors,
    gates,
    between,
    next,
    biasOne: definition.biasOne ?? [],
  };
}

function parseGate(cellName: string, gate: string, source: string, known: readonly string[], output: string): GatePart {
  const parts = source.split("+").map((part) => part.trim());
  const input = parts.includes("x");
  const rest = parts.filter((part) => part !== "x");
  const recurrent = rest[0] ?? null;
  if (rest.length > 1 || (recurrent !== null && !known.includes(recurrent))) {
    throw new RangeError(
      `cell "${cellName}": gate "${gate}" is made of "${source}"; write "x", "${output}", or "x + " and one of ${known.join(", ")}`,
    );
  }
  return { name: gate, input, recurrent };
}
