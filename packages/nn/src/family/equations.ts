import { Engine, formula, formulaTex, Notes, Parameters, Plan, seed } from "@gatecast/engine";
import { type Equation, equationsOf } from "../notation/equations.ts";
import { equationsTex } from "../notation/print-tex.ts";
import { equationText } from "../notation/print-text.ts";
import type { Member } from "./member.ts";

/** A small window that shows every part of a member once; the graph is a path of three columns. */
const SHOWN = { steps: 9, features: 4, units: 8, outputs: 5 } as const;
const PATH = [
  [0, 1, 0],
  [1, 0, 1],
  [0, 1, 0],
];

/** The equations of a member as lines of text, printed from what is computed. */
export async function memberFormula(member: Member): Promise<readonly string[]> {
  return member.cell === null ? (await memberEquations(member)).map(equationText) : formula(member.cell);
}

/** The same as LaTeX, one `aligned` environment. */
export async function memberTex(member: Member): Promise<string> {
  return member.cell === null ? equationsTex(await memberEquations(member)) : formulaTex(member.cell);
}

/** The equations of a member that is composed of operations, written down while the operations of a layer of it are recorded. */
export async function memberEquations(member: Member): Promise<Equation[]> {
  const engine = await Engine.create();
  try {
    const { notes, x, output } = await recordMember(engine, member);
    return equationsOf(notes, output, { inputs: new Map([[x, "x"]]), steps: SHOWN.steps });
  } finally {
    engine.close();
  }
}

/** Records a layer of a member over one small window `[T, 1, F]`, with notes of what it computes. */
export async function recordMember(engine: Engine, member: Member) {
  const { steps, features, units, outputs } = SHOWN;
  const layer = member.layer("", features, {
    ...{ units, steps, outputs, output: member.lastOnly === true ? "last" : "sequence", directions: 1, extras: 0 },
    ...{ memory: null, seed: seed(0), ...(member.graph === true ? { graph: PATH } : {}) },
  });
  await layer.load(engine);
  const parameters = new Parameters(engine, layer.shapes);
  layer.initialize(parameters, seed(1));
  const notes = new Notes();
  const plan = new Plan(engine, { training: false, notes });
  const x = plan.input([steps, 1, features]);
  const output = layer.apply({ plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null }, x);
  return { notes, plan, parameters, x, output };
}
