import { expect, test } from "vitest";
import { historyCsv } from "./history-csv.ts";

const record = (epoch: number, trainLoss: number, validationLoss: number) => ({
  ...{ epoch, trainLoss, validationLoss },
  ...{ learningRate: 0.001, seconds: epoch / 3 },
});

test("The refit begins where epochs count anew; losses that are not known are empty", () => {
  const history = [
    record(0, Number.NaN, 2),
    record(1, 1, 1.5),
    record(0, Number.NaN, Number.NaN),
    record(1, 0.5, Number.NaN),
  ];
  expect(historyCsv(history).split("\n")).toEqual([
    "epoch,phase,train_loss,validation_loss,learning_rate,seconds",
    "0,train,,2,0.001,0",
    "1,train,1,1.5,0.001,0.333",
    "0,refit,,,0.001,0",
    "1,refit,0.5,,0.001,0.333",
    "",
  ]);
});

test("A run without an epoch has a header alone", () => {
  expect(historyCsv([]).trimEnd().split("\n")).toHaveLength(1);
});
