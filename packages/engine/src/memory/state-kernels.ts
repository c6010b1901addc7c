/** A boolean as WebAssembly takes it. */
export type Flag = 0 | 1;

/** Kernels of what goes from step to step, between nodes of a graph, and to and from a memory outside of the network. */
export interface StateKernels {
  diagonalScan(
    y: number,
    x: number,
    coefficients: number,
    step: number,
    steps: number,
    rows: number,
    channels: number,
    n: number,
    accumulate: Flag,
  ): void;
  diagonalScanGradient(
    out: number,
    x: number,
    dy: number,
    coefficients: number,
    step: number,
    steps: number,
    rows: number,
    channels: number,
    n: number,
    columns: number,
  ): void;

  stateSpaceKernel(
    kernel: number,
    values: number,
    work: number,
    steps: number,
    channels: number,
    stride: number,
    n: number,
  ): void;
  stateSpaceKernelGradient(
    out: number,
    slopes: number,
    values: number,
    work: number,
    steps: number,
    channels: number,
    stride: number,
    n: number,
  ): void;
  memoryGates(
    to: number,
    logInput: number,
    logForget: number,
    batch: number,
    steps: number,
    rows: number,
    n: number,
  ): void;
  matrixMemory(
    h: number,
    q: number,
    k: number,
    v: number,
    gate: number,
    states: number,
    batch: number,
    steps: number,
    rows: number,
    width: number,
    gates: number,
    d: number,
    scale: number,
    keeps: Flag,
  ): void;
  matrixMemoryGradient(
    out: number,
    slopes: number,
    dh: number,
    q: number,
    k: number,
    v: number,
    gate: number,
    states: number,
    h: number,
    running: number,
    batch: number,
    steps: number,
    rows: number,
    width: number,
    gates: number,
    d: number,
    scale: number,
  ): void;
  memoryGatesGradient(
    dx: number,
    slopes: number,
    gate: number,
    sigma: number,
    rows: number,
    n: number,
    forget: Flag,
    accumulate: Flag,
  ): void;

  spreadNodes(
    to: number,
    toStride: number,
    toNode: number,
    x: number,
    stride: number,
    rows: number,
    nodes: number,
    width: number,
  ): void;
  spreadNodesGradient(
    dx: number,
    stride: number,
    slope: number,
    slopeStride: number,
    slopeNode: number,
    rows: number,
    nodes: number,
    width: number,
    accumulate: Flag,
  ): void;
  mixNodes(
    y: number,
    x: number,
    weights: number,
    nodes: number,
    node: number,
    groups: number,
    n: number,
    accumulate: Flag,
  ): void;

  similarity(
    y: number,
    key: number,
    memory: number,
    strength: number,
    slot: number,
    rows: number,
    n: number,
    w: number,
  ): void;
  similarityGradient(
    toKey: number,
    toMemory: number,
    toStrength: number,
    dy: number,
    key: number,
    memory: number,
    strength: number,
    slot: number,
    rows: number,
    n: number,
    w: number,
  ): void;
  moveWeights(y: number, found: number, before: number, gate: number, shift: number, rows: number, n: number): void;
  moveWeightsGradient(
    toFound: number,
    toBefore: number,
    toGate: number,
    toShift: number,
    dy: number,
    found: number,
    before: number,
    gate: number,
    shift: number,
    rows: number,
    n: number,
  ): void;
  powerLogarithms(y: number, logs: number, x: number, power: number, rows: number, n: number): void;
  sharpenGradient(
    toX: number,
    toPower: number,
    dy: number,
    y: number,
    logs: number,
    x: number,
    power: number,
    rows: number,
    n: number,
  ): void;
  writeSlots(
    y: number,
    memory: number,
    weight: number,
    erase: number,
    value: number,
    slot: number,
    rows: number,
    n: number,
    w: number,
  ): void;
  writeSlotsGradient(
    toMemory: number,
    toWeight: number,
    toErase: number,
    toValue: number,
    dy: number,
    memory: number,
    weight: number,
    erase: number,
    value: number,
    slot: number,
    rows: number,
    n: number,
    w: number,
  ): void;
}
