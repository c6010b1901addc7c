/** Networks: cells as equations, layers, losses, optimisers and weights. Knows no calendar. */
export * from "./cells/index.ts";
export { memberEquations, memberFormula, memberTex } from "./family/equations.ts";
export * from "./family/index.ts";
export { asPolynomial, SIZE_STEPS, type StepCost, stepCost, weightsOf } from "./family/size.ts";
export { ACTIVATIONS, type Activation } from "./layers/dense-layer.ts";
export type { PartKind, PartName, PartSteps } from "./layers/part-trace.ts";
export type { GateTrace } from "./network/gate-trace.ts";
export { type LayerSpec, Network, type NetworkSpec } from "./network/network.ts";
export type { GradientPlan, NetworkPlan } from "./network/network-plan.ts";
export {
  type RecurrentSpec,
  WRAPPERS,
  type Wrapper,
  wrapperCost,
  wrapperFormula,
  wrapperLayers,
  wrapperTex,
  wrapperWeights,
} from "./network/wrappers.ts";
export type { Equation } from "./notation/equations.ts";
export { OPTIMIZERS, type OptimizerName, type OptimizerSpec, update } from "./optimizers/optimizer.ts";
export { learningRate, type ScheduleSpec } from "./optimizers/schedule.ts";
export { type LearnOptions, type PlayOptions, type PolicySpec, RecurrentPolicy } from "./policy/recurrent-policy.ts";
export { type Episode, type Experience, totals, type World } from "./policy/world.ts";
export { type MaskedSteps, maskSteps } from "./pretraining/mask-steps.ts";
export { MaskedPretraining, type PretrainingPlan } from "./pretraining/masked-pretraining.ts";
export type {
  ArrayFacts,
  ForeignDense,
  ForeignLayer,
  ForeignOther,
  ForeignRecurrent,
  ForeignWeights,
} from "./weights/foreign.ts";
export { type ForeignNetwork, type ForeignNetworkOptions, foreignNetwork } from "./weights/foreign-network.ts";
export type { OurWeights } from "./weights/gate-order.ts";
export { networkAsTorch } from "./weights/network-as-torch.ts";
export { NotExpressible } from "./weights/not-expressible.ts";
export type { ReadWeight } from "./weights/onnx/dense-nodes.ts";
export { type NetworkInputs, networkNodes } from "./weights/onnx/network-nodes.ts";
export { type OnnxGraphData, type OnnxShape, type OnnxValues, writeOnnx } from "./weights/onnx/onnx-file.ts";
export { OnnxGraph, type Value } from "./weights/onnx/onnx-graph.ts";
export { readWeights } from "./weights/read-weights.ts";
export {
  readSafetensors,
  SafetensorsError,
  type SafetensorsFile,
  type StoredTensor,
  writeSafetensors,
} from "./weights/safetensors.ts";
export { fromTorch, type TorchWeights, toTorch } from "./weights/torch.ts";
export { WeightsError, type WeightsErrorDetails } from "./weights/weights-error.ts";
