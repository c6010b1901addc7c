import type { MemberWords } from "./member-words.ts";

/** What can be put around a cell, English. */
export const wrappersEn: Readonly<Record<string, MemberWords>> = {
  dilated: {
    line: "each step goes on from the state d steps before it, d growing from layer to layer",
    changes:
      "A step goes on from the state d steps before it, not from the last one: the layer is d chains with the same weights, each over every d-th row. What happened T rows ago is T / d steps away, for the state and for its gradient. With growing dilations low layers join neighbours and high ones rows that are far apart. A dilation of 1 is the plain layer, and none costs a weight or a product. Members that are composed of operations are such chains too; where attention looks back at what an LSTM said, the LSTM goes in chains and attention sees all rows.",
    use: "Long windows, in a stack such as 1,4,16, and seasons: with the season as its dilation a layer has a state for each phase. A lone dilated layer never joins its chains, and its last state knows of every d-th row alone: let the lowest layer have 1, or make the dilation a season. A dilation as long as the window leaves nothing to go on from.",
  },
  bidirectional: {
    line: "each window is read from both ends, and what was seen stands side by side",
    changes:
      "A second layer with weights of its own reads the window from its last row to its first, and the states of both stand side by side: within the window, every step knows of what comes behind it too. The window lies wholly in the past, so that nothing is seen of the future. Of a reversed window the way back gives what the way there would with its weights.",
    use: "Gaps to be filled in, and windows whose beginning is read in another way once their end is known. A forecast hangs on the latest rows, which the way there has just seen and the way back has to carry over the whole window: compare before you pay twice the weights and the time.",
  },
  stacked: {
    line: "layers on layers: each reads what the one below says at every step",
    changes:
      "A layer reads what the one below says at every step, and has units of its own: it works on what the others have made of the rows. The last layer's state after the last row goes to the forecast. One layer is the plain network.",
    use: "When one layer with as many weights does worse on validation rows. Beyond two or three layers add their inputs (residual-layers), or take depth-gated; give each a span of its own with dilated.",
  },
  "residual-layers": {
    line: "what a recurrent layer reads, or a map of it, is added to what it says",
    changes:
      "A layer says what is to be added to its input, so that one with nothing to add hands on what it got, and gradients reach the layers below past it. Where the widths differ, the input goes through a linear map that is learnt. In a layer whose cell says 0 the sum is the input.",
    use: "Stacks of three layers and more, dilated ones among them. The cell residual has a sum within its output gate; this one lies around any cell.",
    source: "He et al. 2016; for stacks of LSTMs, Prakash et al. 2016",
  },
  variational: {
    line: "one dropout mask for all steps of a window, over its inputs and its state",
    changes:
      "While it trains, a window does without a share of its inputs and a share of the state that goes through recurrent weights, the same at all of its steps; what stays is scaled by 1 / (1 − share). Dropout that draws anew at every step would drown what is carried on. The state itself is carried on whole: gates alone hear less of it. In members that are composed of operations one mask lies over the layer's input and one over each state that goes through recurrent weights. A share of 0 is the plain layer, and a forecast leaves nothing out.",
    use: "Short series that a network learns by heart, and forecasts with a band: passes with masks drawn anew disagree where the network is unsure.",
  },
  sparse: {
    line: "recurrent weights are pruned while the network trains, the smallest first",
    changes:
      "Recurrent weights below a threshold become 0 and stay it. The threshold rises over the first half of the epochs until the share that was asked for is gone; the second half trains what is left. Forecasts leave rows of four zeros out where enough of them are, from 88 % pruned on, and every bit is that of the whole product. Nothing pruned is the plain layer. What has no matrix of recurrent weights, such as TCN, S4, mLSTM, minGRU and QRNN, has nothing to prune.",
    use: "Layers of 64 units and more that forecast many windows at a time, pruned by nine tenths or more: their recurrent products are 2 to 3.6 times as fast. With less than 88 % pruned forecasts take as long as without. A smaller dense network with as many weights does about as well.",
  },
};
