/** Weights of the edges between N columns, `[N, N]`: row i tells what column i hears of every other. The diagonal is not read. */
export type Adjacency = readonly (readonly number[])[];

/** Columns of a layer that stand for nodes; without a graph the whole row is one node. */
export function nodesOf(graph: Adjacency | undefined, features: number): { readonly N: number; readonly I: number } {
  const N = graph?.length ?? 0;
  if (graph === undefined) return { N: 1, I: features };
  if (N === 0 || graph.some((row) => row.length !== N || !row.every((weight) => weight >= 0 && weight < Infinity))) {
    throw new RangeError("a graph is a square of weights from 0 on");
  }
  if (N > features) throw new RangeError(`a graph of ${N} nodes is more than the ${features} columns that there are`);
  return { N, I: 1 + features - N };
}

/** Â = D^(−½) (A + 1) D^(−½), D being the row sums of A + 1: every node hears itself (Kipf & Welling 2017). */
export function withLoops(graph: Adjacency): number[][] {
  return scaled(graph.map((row, i) => row.map((weight, j) => (i === j ? 1 : weight))));
}

/**
 * Chebyshev's polynomials T₁ to T_{K−1} of L̃ = 2 L / λ − 1 for the normalised Laplacian L = 1 − D^(−½) A D^(−½), whose largest
 * eigenvalue λ is at most 2, and is taken for that (Defferrard, Bresson & Vandergheynst 2016). T₀ = 1 is left out. That needs edges
 * of one weight both ways: of two, the mean counts.
 */
export function chebyshev(graph: Adjacency, K: number): number[][][] {
  const edges = scaled(graph.map((row, i) => row.map((weight, j) => (i === j ? 0 : (weight + graph[j]![i]!) / 2))));
  const L = edges.map((row) => row.map((weight) => 0 - weight));
  const one = graph.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  const all = [one, L];
  while (all.length < K) {
    const [before, last] = [all.at(-2)!, all.at(-1)!];
    all.push(product(L, last).map((row, i) => row.map((value, j) => 2 * value - before[i]![j]!)));
  }
  return all.slice(1, K);
}

/** Every weight over the roots of both nodes' row sums; a node without edges keeps none. */
function scaled(weights: Adjacency): number[][] {
  const roots = weights.map((row) => Math.sqrt(row.reduce((sum, weight) => sum + weight, 0)));
  return weights.map((row, i) => row.map((weight, j) => (weight === 0 ? 0 : weight / (roots[i]! * roots[j]!))));
}

const product = (a: Adjacency, b: Adjacency): number[][] =>
  a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
