import { type Cell, Engine, formula, formulaTex, maskedCell, Notes, Parameters, Plan, seed } from "@gatecast/engine";
import { lstm } from "../cells/index.ts";
import { type StepCost, stepCost } from "../family/size.ts";
import type { Layer } from "../layers/layer.ts";
import { type Equation, equationsOf } from "../notation/equations.ts";
import { equationsTex } from "../notation/print-tex.ts";
import { equationText } from "../notation/print-text.ts";
import { type LayerSpec, layersOf } from "./network.ts";

/** What can be put around any cell: shown with LSTMs. */
export interface Wrapper {
  readonly name: string;
  /** Paper or document of its equations. */
  readonly source: string;
  /** LSTMs in it, the lowest first. */
  readonly layers: readonly RecurrentSpec[];
}
export type RecurrentSpec = Extract<LayerSpec, { kind: "recurrent" }>;

const plain = { kind: "recurrent", cell: lstm.name, units: 8, output: "sequence", directions: 1 } as const;
/** Steps back that a dilated layer is shown with. */
const SHOWN_DILATION = 4;

/** Every wrapper by its name. */
export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  dilated: {
    name: "dilated",
    source: "Chang et al. 2017; with residual connections in ES-RNN, Smyl 2020",
    layers: [plain, { ...plain, dilation: 2 }, { ...plain, dilation: SHOWN_DILATION }],
  },
  bidirectional: {
    name: "bidirectional",
    source: "Schuster & Paliwal 1997; Graves & Schmidhuber 2005",
    layers: [{ ...plain, directions: 2 }],
  },
  stacked: { name: "stacked", source: "Graves, Mohamed & Hinton 2013", layers: [plain, plain] },
  "residual-layers": {
    name: "residual-layers",
    source: "He et al. 2016; Prakash et al. 2016",
    layers: [{ ...plain, residual: true }],
  },
  variational: {
    name: "variational",
    source: "Gal & Ghahramani 2016",
    layers: [{ ...plain, variational: 0.2 }],
  },
  sparse: { name: "sparse", source: "Narang, Elsen, Diamos & Sengupta 2017", layers: [plain] },
};

/** The layers of a wrapper over F columns, with H units each; windows have `steps` rows. */
export function wrapperLayers({ layers }: Wrapper, size: { features: number; units: number; steps: number }): Layer[] {
  const { features, units, steps } = size;
  const own = layers.map((layer) => ({ ...layer, units }));
  const spec = { steps, features, extras: 0, outputs: 1, layers: own, linearPath: false };
  return layersOf(spec, seed(0), (layer) => (layers.length === 1 ? "" : String(layer + 1)));
}

/** Weights that training changes in the layers that a wrapper is shown with. */
export function wrapperWeights(wrapper: Wrapper, features: number, units: number): number {
  const shapes = wrapperLayers(wrapper, { features, units, steps: SHOWN.steps }).flatMap((layer) =>
    Object.values(layer.shapes),
  );
  return shapes.reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** What one step of one row costs in these layers on its way there. */
export function wrapperCost({ layers }: Wrapper, features: number, units: number): StepCost {
  let [multiplications, functions, width] = [0, 0, features];
  for (const { directions, residual = false } of layers) {
    const own = stepCost(lstm, width, units);
    multiplications += directions * own.multiplications + (residual ? width * units : 0);
    functions += directions * own.functions;
    width = directions * units;
  }
  return { multiplications, functions };
}

/**
 * The equations of a wrapper around an LSTM as lines of text, printed from what is computed; where it changes what a step takes, they
 * are its cell's lines with that change written in, to which a test holds its layers.
 */
export async function wrapperFormula(wrapper: Wrapper): Promise<readonly string[]> {
  const steps = STEPS[wrapper.name];
  if (steps === undefined) return (await wrapperEquations(wrapper)).map(equationText);
  return formula(steps.cell).map((line) => steps.change(line, TEXT));
}

/** The same as LaTeX, one `aligned` environment. */
export async function wrapperTex(wrapper: Wrapper): Promise<string> {
  const steps = STEPS[wrapper.name];
  return steps === undefined
    ? equationsTex(await wrapperEquations(wrapper))
    : steps.change(formulaTex(steps.cell), LATEX);
}

/** How an index and a weight are written. */
interface Writing {
  readonly before: RegExp;
  back(steps: number): string;
  readonly weight: RegExp;
  readonly thinned: string;
}
const TEXT: Writing = {
  before: /ₜ₋₁/g,
  back: (steps) => `ₜ₋${"₀₁₂₃₄₅₆₇₈₉"[steps]}`,
  weight: /U_(\w+)/g,
  thinned: "(U_$1 ⊙ M_$1)",
};
const LATEX: Writing = {
  before: /t-1\}/g,
  back: (steps) => `t-${steps}}`,
  weight: /U_\{(\w+)\}/g,
  thinned: "(U_{$1} \\odot M_{$1})",
};

/** Wrappers that change what a step takes: the equations of its cell, and what is written in another way. */
const STEPS: Readonly<Record<string, { readonly cell: Cell; change(text: string, writing: Writing): string }>> = {
  dilated: { cell: lstm, change: (text, { before, back }) => text.replace(before, back(SHOWN_DILATION)) },
  variational: { cell: maskedCell(lstm, { mask: "mask", masked: "h_masked" }).cell, change: (text) => text },
  sparse: { cell: lstm, change: (text, { weight, thinned }) => text.replace(weight, thinned) },
};

/** A small window to record layers over. */
const SHOWN = { steps: 9, features: 4, units: 8 } as const;

/** What the operations of its layers compute, written down while they are recorded. */
async function wrapperEquations(wrapper: Wrapper): Promise<Equation[]> {
  const engine = await Engine.create();
  try {
    const layers = wrapperLayers(wrapper, SHOWN);
    for (const layer of layers) await layer.load(engine);
    const parameters = new Parameters(engine, Object.assign({}, ...layers.map(({ shapes }) => shapes)));
    const notes = new Notes();
    const plan = new Plan(engine, { training: false, notes });
    const x = plan.input([SHOWN.steps, 1, SHOWN.features]);
    const context = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
    const output = layers.reduce((input, layer) => layer.apply(context, input), x);
    return equationsOf(notes, output, { inputs: new Map([[x, "x"]]), steps: SHOWN.steps });
  } finally {
    engine.close();
  }
}
