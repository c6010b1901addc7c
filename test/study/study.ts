import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine, Parameters, Plan, Tensor } from "@gatecast/engine";
import type { Member, PartSteps } from "@gatecast/nn";
import { ROOT } from "../support/run-script.ts";

export interface TaskWindow {
  readonly x: Float32Array;
  readonly extras?: Float32Array;
  readonly target: Float32Array;
  readonly legal?: readonly string[];
  readonly relevant?: readonly number[];
}
/** A trained model of a task, and what its layers have shown of themselves when a plan of it was recorded. */
export interface Model {
  readonly engine: Engine;
  readonly parameters: Parameters;
  plan(
    B: number,
    T: number,
    options: { readonly training: boolean },
  ): {
    readonly plan: Plan;
    readonly x: Tensor;
    readonly shown: ReadonlyMap<string, readonly Tensor[]>;
    readonly told: readonly PartSteps[];
  };
}
export interface Task {
  readonly name: string;
  readonly steps: number;
  readonly testSteps?: number;
  readonly features: number;
  /** Numbers known of the whole window. */
  readonly extras?: number;
  readonly graph?: readonly (readonly number[])[];
  readonly outputs: number;
  readonly output: "last" | "sequence";
  readonly limit: number;
  readonly updates: number;
  window(random: () => number, T: number): TaskWindow;
  miss(output: Float32Array, window: TaskWindow): number;
}
export interface Run {
  readonly steps: number;
  readonly validation: number;
  readonly miss: number;
  readonly solved: boolean;
}
export interface RunOptions {
  readonly rate: number;
  readonly run: number;
  readonly depth?: number;
  readonly look?: (model: Model, windows: readonly TaskWindow[]) => void;
  readonly afterBackward?: (parameters: Parameters, engine: Engine) => void;
}
export interface Owned {
  readonly quick: Readonly<Record<string, number>>;
  readonly tasks: readonly string[];
  readonly depth: number;
  readonly common: readonly string[];
}

/** A module of study/, which is plain JavaScript. */
const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(ROOT, "study", path)).href)) as T;

export const { TASKS, STUDY_TASKS } = await load<{
  TASKS: Readonly<Record<string, Task>>;
  STUDY_TASKS: readonly string[];
}>("tasks/index.js");
export const { ownedBy, isOwner, tasksOf, COMMON, BEYOND_PARITY } = await load<{
  isOwner: (member: string) => boolean;
  BEYOND_PARITY: readonly string[];
  ownedBy: (member: string) => Owned;
  tasksOf: (member: string, all: readonly string[]) => readonly string[];
  COMMON: readonly string[];
}>("owners.js");
/** A member with what is around it. */
export interface Wrapped {
  readonly member: Member & {
    readonly around: { readonly dilations?: readonly number[]; readonly directions: 1 | 2; readonly residual?: true };
  };
  readonly depth: number;
}
export const { WRAPPED, QUICK } = await load<{
  WRAPPED: Readonly<Record<string, readonly Wrapped[]>>;
  QUICK: readonly (Wrapped & { readonly task: string; readonly updates: number })[];
}>("wrapped.js");
export const { trainOnce, batchOf } = await load<{
  batchOf: (windows: readonly TaskWindow[], part: "x" | "target", width: number) => Float32Array;
  trainOnce: (member: Member, task: Task, options: RunOptions) => Promise<Run>;
}>("train.js");

/** What stands for all that a run follows from; null where a member cannot do what a task asks for. */
export const { fingerprint } = await load<{
  fingerprint: (member: Member, task: Task, depth: number) => Promise<string | null>;
}>("record.js");

/** A task with another number of updates. */
export const within = (task: string, updates: number): Task => ({ ...TASKS[task]!, updates });
