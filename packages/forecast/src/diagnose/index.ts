export { autocorrelation } from "./autocorrelation.ts";
export { findSeason, type Season, type SeasonCandidate } from "./season.ts";
