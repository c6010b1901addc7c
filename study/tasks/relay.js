import { squaredError, uniform, whole } from "./draws.js";

/** Nodes in each of two lines, every node beside the next. */
const LINE = 4;
const NODES = 2 * LINE;

const areNeighbours = (a, b) => Math.abs(a - b) === 1 && Math.floor(a / LINE) === Math.floor(b / LINE);

/** `[NODES][NODES]` */
const graph = Array.from({ length: NODES }, (_, a) =>
  Array.from({ length: NODES }, (_, b) => (areNeighbours(a, b) ? 1 : 0)),
);

/**
 * News that is handed on along a graph, for graph networks with memory (Zhao et al. 2019; Chen et al. 2018): at the first step one
 * node of two separate lines says a number, and the first node is to know it later where it is of its line, up to three edges away;
 * of the other line it must hear nothing. The answer has a variance of 1.
 */
export const relay = (steps, updates) => ({
  name: `relay-${steps}`,
  ...{ steps, features: NODES, outputs: 1, output: "last", units: 16, batch: 32, updates, graph },
  measure: "nmse",
  limit: 0.1,
  window(random, T) {
    const x = new Float32Array(NODES * T);
    const node = whole(random, 0, NODES);
    x[node] = uniform(random, -1, 1);
    return { x, target: Float32Array.of(node < LINE ? x[node] * Math.sqrt(6) : 0) };
  },
  miss: squaredError,
});
