export * from "./frame.ts";
export * from "./outcome.ts";
export * from "./panel.ts";
export * from "./problem.ts";
export * from "./table.ts";
export * from "./task.ts";
export * from "./time-axis.ts";
