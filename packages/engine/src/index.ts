/** Numbers: tensors, gradients and compiled cells in one WebAssembly memory. Knows nothing of time series. */
export { type Parameter, Parameters } from "./autodiff/parameters.ts";
export { type GradientUse, Plan } from "./autodiff/plan.ts";
export { type CellData, cellData, cellFromData } from "./cell/cell-data.ts";
export { type CompiledCell, compileCell, countsSteps } from "./cell/compile.ts";
export { type Cell, type CellDefinition, type Connection, cell, type GatePart, type PerUnit } from "./cell/define.ts";
export {
  complement,
  constant,
  Expression,
  exp,
  floor,
  greater,
  logSigmoid,
  maximum,
  mean,
  NORM_EPSILON,
  normalized,
  relu,
  sigmoid,
  squareRoot,
  stopGradient,
  tanh,
} from "./cell/expression.ts";
export { formula } from "./cell/formula.ts";
export { formulaTex } from "./cell/formula-tex.ts";
export { type Masked, type MaskNames, maskedCell } from "./cell/masked-cell.ts";
export { type RecurrentOutput, recurrent, recurrentShapes } from "./cell/recurrent.ts";
export type { RecurrentOptions, RecurrentWeights } from "./cell/recurrent-memory.ts";
export { type ReferenceStepOptions, type ReferenceWeights, referenceStep } from "./cell/reference.ts";
export { type ReferenceOptions, type ReferenceSizes, referenceSequence } from "./cell/reference-sequence.ts";
export { seesSigns } from "./cell/sees-signs.ts";
export { type Trace, traceSequence } from "./cell/trace.ts";
export * as elementary from "./elementary/index.ts";
export { Engine, EngineMemoryError, type EngineOptions } from "./memory/engine.ts";
export type { Flag, Kernels } from "./memory/kernels.ts";
export type { Region } from "./memory/regions.ts";
export { breakTexLines } from "./notation/break-lines.ts";
export { type Loop, type Note, Notes, type Round } from "./notation/notes.ts";
export type { Said, Term } from "./notation/term.ts";
export type { StepCounter } from "./ops/dropout.ts";
export type { StepTable } from "./ops/gather-steps.ts";
export { heldMask } from "./ops/held-dropout.ts";
export * as ops from "./ops/index.ts";
export type { LossName, LossValue } from "./ops/loss.ts";
export { EngineThreadError, type StartedWorker, type StartWorker } from "./parallel/team.ts";
export { generator, type Seed, seed, shuffled, split } from "./random/seed.ts";
export { readTensor, rowStride, type Tensor, writeTensor } from "./tensor/tensor.ts";
