import { elementary } from "@gatecast/engine";
import { squaredError, uniform } from "./draws.js";

/** Sines in a waveform. */
const WAVES = 4;

/**
 * A waveform by heart, as the Clockwork RNN's paper has it (Koutník et al. 2014): after one pulse the network says T values of
 * a sum of sines with periods of T/20 to T/2, with nothing to go by. The one waveform of a seed is what it is trained on and asked for.
 */
export const waveform = (steps, updates) => ({
  name: `waveform-${steps}`,
  ...{ steps, features: 1, outputs: 1, output: "sequence", units: 32, batch: 1, updates, byHeart: true },
  measure: "nmse",
  limit: 0.05,
  window(random, T) {
    const x = new Float32Array(T);
    x[0] = 1;
    const target = new Float32Array(T);
    for (let wave = 0; wave < WAVES; wave++) {
      const period = T / 2 / elementary.pow(10, uniform(random, 0, 1));
      const phase = uniform(random, 0, 2 * Math.PI);
      for (let t = 0; t < T; t++) target[t] += elementary.sin((2 * Math.PI * t) / period + phase);
    }
    const mean = target.reduce((sum, value) => sum + value, 0) / T;
    const spread = Math.sqrt(target.reduce((sum, value) => sum + (value - mean) ** 2, 0) / T);
    return { x, target: target.map((value) => (value - mean) / spread) };
  },
  miss: squaredError,
});
