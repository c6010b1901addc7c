export { exportOnnx, type OnnxExport } from "./export-onnx.ts";
export { exportTorch } from "./export-torch.ts";
export { type ListedLayer, listWeights, type WeightsListing } from "./list-weights.ts";
export type { Signature as OnnxSignature } from "./signature.ts";
