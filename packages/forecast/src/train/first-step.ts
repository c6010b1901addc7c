import { readTensor, type Tensor } from "@gatecast/engine";
import type { Network, NetworkPlan } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";

/**
 * Judges a pass forward with weights as they were drawn: where these and the inputs are finite and a forecast is not, no learning
 * rate is at fault, but the equations of the cell.
 * @throws Problem `cell_not_finite` (usage) that names the cell, and the states that are not finite first with their step
 */
export function checkFirstPass(network: Network, { x, extras, output }: NetworkPlan): void {
  const valuesOf = (tensor: Tensor) => readTensor(network.engine.f32, tensor);
  const forecasts = valuesOf(output);
  const at = forecasts.findIndex((value) => !Number.isFinite(value));
  if (at < 0 || !allFinite(network.parameters.snapshot())) return;
  const window = Math.floor(at / output.width);
  // Windows lie side by side at every step.
  const inputs = rowsOf(valuesOf(x), x, window);
  const known = extras === null ? null : rowsOf(valuesOf(extras), extras, window);
  if (!allFinite(inputs) || (known !== null && !allFinite(known))) return;
  const states = firstNotFinite(network, inputs, known);
  throw notFinite(network, states ?? `forecasts are ${forecasts[at]}`);
}

/** The problem of a step back whose gradients are not finite with weights as they were drawn, while the loss is. */
export const gradientNotFinite = (network: Network): Problem => notFinite(network, "gradients are not finite");

/** Of values `[…, B, width]` those of one window. */
function rowsOf(values: Float32Array, { shape, width }: Tensor, window: number): Float32Array {
  const windows = shape.at(-2)!;
  return values.filter((_, i) => Math.floor(i / width) % windows === window);
}

/** What states become at the first step of a window at which one is not finite; null where none is, as of parts without states. */
function firstNotFinite(network: Network, x: Float32Array, extras: Float32Array | null): string | null {
  for (const { states, rows, reverse } of network.trace(x, 1, extras)) {
    const walked = [...rows.entries()];
    for (const [step, covered] of reverse ? walked.reverse() : walked) {
      const said = [...states].flatMap(([name, values]) => {
        const units = values.length / rows.length;
        const value = values
          .subarray(step * units, (step + 1) * units)
          .find((one) => !Number.isFinite(Math.fround(one)));
        return value === undefined ? [] : `"${name}" = ${Math.fround(value)}`;
      });
      if (said.length > 0) return `at step ${1 + Math.max(0, ...covered)} of a window, ${said.join(", ")}`;
    }
  }
  return null;
}

function notFinite({ spec }: Network, what: string): Problem {
  const cell = spec.layers.flatMap((layer) => (layer.kind === "recurrent" ? layer.cell : []))[0]!;
  const cause =
    spec.equations === undefined
      ? "Give a shorter --lookback, or another --cell."
      : "Look for a division by what can be 0, a root of what can be 0 or less, and exp of what grows.";
  return new Problem("usage", "cell_not_finite", `Cell "${cell}" breaks down before anything is learnt: ${what}.`, {
    found: what,
    needed: "equations that stay finite with weights as they were drawn",
    hint: `No learning rate helps. ${cause}`,
    option: "--cell",
  });
}

const allFinite = (values: Float32Array): boolean => values.every(Number.isFinite);
