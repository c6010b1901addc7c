import { withGraph } from "../adapters/graph-file.ts";
import { withOwnCell } from "../adapters/own-cell.ts";
import type { Values } from "../options/add-flags.ts";
import { type FitRequest, fitRequest } from "../options/fit-request.ts";
import { judged } from "./judged.ts";

/** What is to be fitted to `data`, with the cell and the graph that options or a configuration name as files. */
export const judgedFit = (data: string, config: string | undefined, typed: Values): Promise<FitRequest> =>
  judged(config, typed, fitRequest, (values) => completeFit(values, data));

/** Values with the cell and the graph in the places of the files that hold them. */
export const completeFit = async (values: Values, data: string): Promise<Values> =>
  withGraph(await withOwnCell(values), data);
