/** Networks: cells as equations, layers, losses, optimisers and weights. Knows no calendar. */
export * from "./cells/index.ts";
export * from "./family/index.ts";
export { ACTIVATIONS, type Activation } from "./layers/dense-layer.ts";
export { type LayerSpec, Network, type NetworkPlan, type NetworkSpec } from "./network/network.ts";
export { OPTIMIZERS, type OptimizerName, type OptimizerSpec, update } from "./optimizers/optimizer.ts";
export { learningRate, type ScheduleSpec } from "./optimizers/schedule.ts";
export { type NetworkInputs, networkNodes, type ReadWeight } from "./weights/onnx/network-nodes.ts";
export { NotExpressible } from "./weights/onnx/not-expressible.ts";
export { type OnnxGraphData, type OnnxShape, type OnnxValues, writeOnnx } from "./weights/onnx/onnx-file.ts";
export { OnnxGraph, type Value } from "./weights/onnx/onnx-graph.ts";
export {
  readSafetensors,
  SafetensorsError,
  type SafetensorsFile,
  type StoredTensor,
  writeSafetensors,
} from "./weights/safetensors.ts";
export { fromTorch, type OurWeights, type TorchWeights, toTorch } from "./weights/torch.ts";
