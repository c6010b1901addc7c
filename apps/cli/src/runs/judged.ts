import { Problem } from "@gatecast/forecast";
import { merge, type Values } from "../options/add-flags.ts";
import { readConfigFile } from "./read-config-file.ts";

/**
 * Judges what a configuration file and the command line say together; where the file alone is at fault, the Problem names it.
 * `complete` puts what other files hold in the place of their names; `more` are keys of a command's own.
 */
export async function judged<Options>(
  config: string | undefined,
  typed: Values,
  judge: (values: Values) => Options,
  complete: (values: Values) => Promise<Values> = async (values) => values,
  more: readonly string[] = [],
): Promise<Options> {
  const values = await complete(merge(await readConfigFile(config, more), typed));
  try {
    return judge(values);
  } catch (error) {
    const alone = config === undefined ? typed : await complete(typed);
    const isFiles = config !== undefined && error instanceof Problem && messageOf(judge, alone) !== error.message;
    throw isFiles ? error.with({ file: config }) : error;
  }
}

function messageOf(judge: (values: Values) => unknown, values: Values): string | undefined {
  try {
    judge(values);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
