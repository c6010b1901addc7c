export * from "./cells/index.ts";
