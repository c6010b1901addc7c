export {
  broken,
  type FileKind,
  fileKind,
  type ModelFile,
  readModelFile,
  tensorOf,
  writeModelFile,
} from "./model-file.ts";
export { sha256 } from "./sha256.ts";
export { weightsHash } from "./weights-hash.ts";
