// The arithmetic of a training step, counted from the calls that it makes: what every kernel is asked to compute, padding
// included, and what the equations of a cell are made of.
import { rowStride } from "@gatecast/engine";
import { watchCalls } from "./calls.js";

/** Operations of one sigmoid, tanh or exponential in the code that cells and activations share. */
const FUNCTION = 27;
const FUNCTIONS = ["sigmoid", "tanh", "exp", "logSigmoid"];

/**
 * Operations of a call: so many for each element, and the places of the arguments whose product the number of elements is, as
 * `Kernels` has them, with nothing but whole numbers before them. What moves values and computes none takes none.
 */
const KERNELS = {
  multiply: [2, 5, 6, 7],
  multiplyRows: [2, 5, 6, 7],
  multiplyTransposed: [2, 6, 7, 8],
  rowProducts: [2, 6, 7, 8],
  add: [1, 3],
  multiplyElements: [1, 3],
  scale: [1, 3],
  scaleColumns: [2, 4, 5],
  exp: [FUNCTION, 2],
  sigmoid: [FUNCTION, 2],
  tanh: [FUNCTION, 2],
  relu: [1, 2],
  sigmoidGradient: [3, 3],
  tanhGradient: [3, 3],
  reluGradient: [1, 3],
  columnSum: [1, 3, 4],
  columnProducts: [2, 4, 5],
  sumOfSquares: [2, 1],
  normalizeRows: [5, 3, 4],
  normalizeRowsGradient: [8, 5, 6],
  weightNorm: [3, 3, 4],
  weightNormGradient: [6, 5, 6],
  diagonalScan: [11, 4, 5, 6, 7],
  diagonalScanGradient: [23, 5, 6, 8, 9],
  logSigmoid: [FUNCTION, 2],
  memoryGates: [5, 4, 5, 6],
  memoryGatesGradient: [3, 4, 5],
  matrixMemory: [5, 7, 8, 9, 11],
  matrixMemoryGradient: [11, 11, 12, 13, 15],
  geluArgument: [4, 2],
  geluGradient: [9, 4],
  addToSteps: [1, 3, 5],
  dotRows: [2, 9, 10, 11, 12],
  blendRows: [2, 10, 11, 12, 13],
  lessMaximum: [2, 2, 3],
  overSum: [2, 1, 2],
  softmaxGradient: [4, 3, 4],
  mixNodes: [2, 3, 3, 5, 6],
  multiplyComplement: [2, 3],
  multiplyDifference: [2, 4],
  squaredError: [4, 4, 5],
  // What is done once a slot, a channel or a row is left out beside what is done for each of their numbers.
  similarity: [4, 5, 6, 7],
  similarityGradient: [10, 8, 9, 10],
  moveWeights: [9, 5, 6],
  moveWeightsGradient: [23, 9, 10],
  powerLogarithms: [17, 4, 5],
  sharpenGradient: [10, 7, 8],
  writeSlots: [5, 6, 7, 8],
  writeSlotsGradient: [13, 10, 11, 12],
  stateSpaceKernel: [36, 3, 4, 6],
  stateSpaceKernelGradient: [161, 4, 5, 7],
  adamUpdate: [12, 4],
  dropoutMask: [1, 1],
};
/** What a call does besides: the place of an argument that asks for it unless it is 0, then as above. */
const BESIDES = { multiplyTransposed: [11, 1, 6, 8] };
const MOVES = /^(?:makeCalls|prepare|clear|copy|pack|spread|gather|take|transpose)/;

const times = (numbers, each, places) => places.reduce((product, place) => product * numbers[place], each);

const childrenOf = (node) => [node.a, node.b].filter((child) => child !== undefined);

/** Operations of the equations behind some nodes for one unit of one row, each node once, without what is `known`. */
function operationsOf(nodes, known) {
  const met = new Set();
  let sum = 0;
  const visit = (node) => {
    if (met.has(node) || known.has(node)) return;
    met.add(node);
    const children = childrenOf(node);
    for (const child of children) visit(child);
    if (children.length > 0) sum += FUNCTIONS.includes(node.op) ? FUNCTION : children.length === 2 ? 1 : 2;
  };
  for (const node of nodes) visit(node);
  return sum;
}

const valuesOf = (rows) => rows.map(({ value }) => value);

/**
 * Counts what an engine's kernels and cells are asked for from now on: call it before plans are made. `during(work)` returns
 * the operations of `work`, and the names of kernels of which it is not known how many they take.
 */
export function countIn(engine) {
  const count = { operations: 0, unknown: new Set() };
  const stages = new Map();
  /** Operations of a stage of a cell for one unit of one row, there and back. */
  const stageOf = ({ cell, s }) => {
    const known = stages.get(cell)?.[s];
    if (known !== undefined) return known;
    const saved = new Set([...cell.saved.keys(), ...cell.savedRows.keys()]);
    stages.set(
      cell,
      cell.stages.map(({ outputs, gradients, stateGradients }) => ({
        forward: operationsOf(valuesOf(outputs), new Set()),
        // Gradients of vectors are added up as they arise.
        backward:
          operationsOf(valuesOf([...gradients, ...stateGradients]), saved) +
          gradients.filter(({ slot }) => slot >= cell.slots.length).length,
      })),
    );
    return stages.get(cell)[s];
  };
  watchCalls(engine, (name, numbers, stage) => {
    if (stage !== undefined) {
      const [rows] = numbers;
      count.operations += stageOf(stage)[name] * rows * rowStride(stage.units);
    } else if (name in KERNELS) {
      const [each, ...places] = KERNELS[name];
      const [asks, more, ...others] = BESIDES[name] ?? [];
      count.operations += times(numbers, each, places);
      if (numbers[asks] > 0) count.operations += times(numbers, more, others);
    } else if (!MOVES.test(name)) count.unknown.add(name);
  });
  return {
    during(work) {
      count.operations = 0;
      count.unknown.clear();
      work();
      return { operations: count.operations, unknown: [...count.unknown] };
    },
  };
}
