export * from "./elementwise";
export * from "./gather";
export * from "./linear";
export * from "./loss";
export * from "./normalize";
export * from "./optimizer";
export * from "./product";
export * from "./reduction";
