/** What can be put around a cell, by its name: an example of the option that does it. */
export const WRAPPER_OPTIONS: Readonly<Record<string, string>> = {
  dilated: "--units 32,32,32 --dilations 1,2,4",
  bidirectional: "--bidirectional",
  stacked: "--units 32,32",
  "residual-layers": "--residual",
  variational: "--variational 0.2",
  sparse: "--sparsity 0.9",
};

/** The same as it is written behind the name of one cell in a comparison. */
export const WRAPPER_SUFFIXES: Readonly<Record<string, string>> = {
  dilated: "+dilated:1/2/4",
  bidirectional: "+bidirectional",
  stacked: "+stacked:2",
  "residual-layers": "+residual-layers",
  variational: "+variational:0.2",
  sparse: "+sparse:0.8",
};
