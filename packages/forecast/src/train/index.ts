export { type PretrainOptions, type PretrainState, pretrain } from "./pretrain.ts";
export { pruningEpochs, sparsityOf } from "./pruning.ts";
export { type TrainInput, type TrainOptions, type TrainState, trainNetwork } from "./train-network.ts";
export type { TrainData } from "./trainer.ts";
