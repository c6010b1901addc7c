import type { Flag, StateKernels } from "./state-kernels.ts";

export type { Flag } from "./state-kernels.ts";

/**
 * The AssemblyScript kernels as JavaScript calls them. Addresses are bytes, strides and counts are floats; every row is
 * padded to a multiple of four floats and the padding is zero. What each one does stands beside its code in `kernels/`.
 */
export interface Kernels extends StateKernels {
  makeCalls(at: number, end: number, life: number): void;

  pack(panels: number, b: number, ldb: number, k: number, n: number): void;
  packTransposed(panels: number, b: number, ldb: number, k: number, n: number): void;
  multiply(
    c: number,
    ldc: number,
    a: number,
    lda: number,
    panels: number,
    m: number,
    k: number,
    n: number,
    start: number,
    lds: number,
  ): void;
  packSparse(packed: number, b: number, ldb: number, k: number, n: number): void;
  multiplySparse(
    c: number,
    ldc: number,
    a: number,
    lda: number,
    packed: number,
    m: number,
    k: number,
    n: number,
    start: number,
    lds: number,
  ): void;
  packBlocks(blocks: number, b: number, ldb: number, k: number, n: number): void;
  multiplyRows(
    c: number,
    ldc: number,
    a: number,
    lda: number,
    blocks: number,
    m: number,
    k: number,
    n: number,
    start: number,
    lds: number,
    turns: number,
  ): void;
  multiplyTransposed(
    c: number,
    ldc: number,
    a: number,
    lda: number,
    d: number,
    ldd: number,
    m: number,
    k: number,
    n: number,
    accumulate: Flag,
    scratch: number,
    sums: number,
    addsToSums: Flag,
  ): void;

  clear(y: number, n: number): void;
  add(y: number, a: number, b: number, n: number): void;
  addToSteps(y: number, x: number, row: number, n: number, step: number, steps: number): void;
  multiplyElements(y: number, a: number, b: number, n: number, accumulate: Flag): void;
  multiplyComplement(y: number, x: number, g: number, n: number, accumulate: Flag): void;
  multiplyDifference(y: number, x: number, a: number, b: number, n: number, accumulate: Flag): void;
  scale(y: number, x: number, factor: number, n: number, accumulate: Flag): void;
  copyRows(
    to: number,
    toStride: number,
    from: number,
    fromStride: number,
    rows: number,
    width: number,
    accumulate: Flag,
  ): void;
  copyRagged(
    to: number,
    toStride: number,
    from: number,
    fromStride: number,
    rows: number,
    width: number,
    accumulate: Flag,
  ): void;
  spreadRow(to: number, toStride: number, row: number, rows: number, width: number): void;
  clearPadding(y: number, rows: number, width: number, stride: number): void;
  exp(y: number, x: number, n: number): void;
  sigmoid(y: number, x: number, n: number): void;
  sigmoidGradient(dx: number, y: number, dy: number, n: number, accumulate: Flag): void;
  tanh(y: number, x: number, n: number): void;
  logSigmoid(y: number, x: number, n: number): void;
  tanhGradient(dx: number, y: number, dy: number, n: number, accumulate: Flag): void;
  relu(y: number, x: number, n: number): void;
  reluGradient(dx: number, y: number, dy: number, n: number, accumulate: Flag): void;
  scaleColumns(y: number, x: number, factors: number, start: number, rows: number, n: number, accumulate: Flag): void;
  geluArgument(y: number, x: number, n: number): void;
  geluGradient(dx: number, x: number, s: number, dy: number, n: number, accumulate: Flag): void;
  dropoutMask(mask: number, n: number, keep: number, seedLow: number, seedHigh: number): void;

  lessMaximum(y: number, x: number, rows: number, width: number, stride: number): void;
  overSum(y: number, rows: number, width: number, stride: number): void;
  softmaxGradient(dx: number, y: number, dy: number, rows: number, stride: number, accumulate: Flag): void;
  dotRows(
    c: number,
    cRow: number,
    cNext: number,
    a: number,
    aRow: number,
    aNext: number,
    b: number,
    bRow: number,
    bNext: number,
    batch: number,
    m: number,
    n: number,
    k: number,
    factor: number,
    accumulate: Flag,
  ): void;
  blendRows(
    c: number,
    cRow: number,
    cNext: number,
    a: number,
    aRow: number,
    aColumn: number,
    aNext: number,
    b: number,
    bRow: number,
    bNext: number,
    batch: number,
    m: number,
    n: number,
    k: number,
    factor: number,
    accumulate: Flag,
  ): void;
  weightNorm(w: number, v: number, g: number, rows: number, n: number): void;
  weightNormGradient(
    dv: number,
    dg: number,
    v: number,
    g: number,
    dw: number,
    rows: number,
    n: number,
    accumulateV: Flag,
    accumulateG: Flag,
  ): void;

  columnSum(out: number, x: number, ldx: number, m: number, n: number, accumulate: Flag): void;
  columnProducts(out: number, a: number, b: number, ld: number, m: number, n: number, accumulate: Flag): void;
  sumOfSquares(x: number, n: number): number;

  normalizeRows(
    y: number,
    inverse: number,
    x: number,
    rows: number,
    width: number,
    stride: number,
    groups: number,
    epsilon: number,
  ): void;
  normalizeRowsGradient(
    dx: number,
    y: number,
    inverse: number,
    dy: number,
    gain: number,
    rows: number,
    width: number,
    stride: number,
    groups: number,
    accumulate: Flag,
  ): void;

  rowProducts(
    c: number,
    ldc: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    m: number,
    n: number,
    k: number,
    sign: -1 | 0 | 1,
  ): void;
  factor(a: number, lda: number, n: number, m: number): Flag;
  substitute(l: number, lda: number, n: number, z: number, m: number): void;

  squaredError(
    value: number,
    gradient: number,
    p: number,
    target: number,
    rows: number,
    width: number,
    stride: number,
  ): void;
  absoluteError(
    value: number,
    gradient: number,
    p: number,
    target: number,
    rows: number,
    width: number,
    stride: number,
  ): void;
  huberError(
    value: number,
    gradient: number,
    p: number,
    target: number,
    rows: number,
    width: number,
    stride: number,
    delta: number,
  ): void;

  sgdUpdate(w: number, g: number, v: number, n: number, factor: number, rate: number, momentum: number): void;
  adamUpdate(
    w: number,
    g: number,
    m: number,
    v: number,
    n: number,
    factor: number,
    rate: number,
    beta1: number,
    beta2: number,
    correction: number,
    epsilon: number,
    shrink: number,
  ): void;
  rmspropUpdate(
    w: number,
    g: number,
    v: number,
    n: number,
    factor: number,
    rate: number,
    rho: number,
    epsilon: number,
  ): void;

  windowScales(
    scales: number,
    table: number,
    columns: number,
    origins: number,
    batch: number,
    t: number,
    mode: 0 | 1 | 2,
  ): void;
  gatherInputs(
    x: number,
    nextStep: number,
    nextWindow: number,
    table: number,
    columns: number,
    origins: number,
    batch: number,
    t: number,
    scales: number,
  ): void;
  gatherTargets(
    y: number,
    ldy: number,
    target: number,
    origins: number,
    batch: number,
    h: number,
    scales: number,
  ): void;
  gatherFuture(
    out: number,
    ldo: number,
    table: number,
    columns: number,
    origins: number,
    batch: number,
    h: number,
  ): void;
}
