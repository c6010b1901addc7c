import type { MemberLabels, MemberWords } from "./member-words.ts";

/** Words around a member's description, English. */
export const memberLabelsEn: MemberLabels = {
  use: "When to use it",
  where: "Signs",
  signs: {
    row: "xₜ, the inputs of a row",
    input: "inputₜ, the same, through a map where the layer has another width",
    memory: "memoryₜ, the memory of the layer below, or a map of the inputs where there is none as wide",
    context: "contextₜ, a map of what is known in advance, or of the inputs where nothing is",
    before: "ₜ₋₁, as the step before left it",
    learnt: "W, U and b, weights that are learnt",
    sum: "a tilde (˜), a sum before its function",
    sigmoid: "σ(a) = 1 / (1 + exp(−a)), from 0 to 1",
    unitwise: "⊙, a product unit by unit",
    mean: "mean, over the units",
    either: "[a > b], 1 where it is so, else 0",
    stop: "stop, through which no gradient flows",
    part: "ρ, a part that occurs more than once",
  },
  vectors: "{names}, learnt for each unit",
  fixed: "{names}, given for each unit, not learnt",
  betweenSigns: "; ",
  endOfSigns: ".",
  source: "Source",
  page: "Equations and results",
  option: "Switched on by",
  compared: "In compare",
  shown: "Sizes are those of",
  weights: "Weights",
  multiplications: "Multiplications a step",
  functions: "σ, tanh and their like a step",
  size: "{count} for F = {features} columns and H = {units} units",
  formula: ", {formula}",
};

/** The members of the family, English. */
export const membersEn: Readonly<Record<string, MemberWords>> = {
  lstm: {
    line: "the LSTM: a memory that is kept, written to and shown by three gates",
    changes:
      "The plain network makes its state anew at every step; the LSTM keeps a memory and adds to it. The forget gate says how much of it stays, the input gate how much of the candidate is written, the output gate how much is shown. A bias of 1 in the forget gate lets it remember before it has learnt to.",
    use: "First, and as the measure of all others. In a comparison of eight variants over three tasks none was significantly better (Greff et al. 2017).",
  },
  gru: {
    line: "gated recurrent unit: one state, two gates, a quarter fewer weights than the LSTM",
    changes:
      "One state is memory and output at once, and one gate decides both what is kept and what is written: z keeps, 1 − z writes. The reset gate says how much of the state the candidate hears. Here it acts on the product with the recurrent weights, as in cuDNN and PyTorch, so that all products of a step are one.",
    use: "Where the LSTM is too slow or overfits. It is mostly level with it. It has no output gate: what it remembers, it shows.",
  },
  "gru-reset-before": {
    line: "GRU as first published: the reset gate acts before the recurrent product",
    changes:
      "The reset gate multiplies the state before it goes through the recurrent weights, not after. The candidate must wait for the gate, so that a step needs two products one after the other.",
    use: "To read weights of programs that compute it so (Keras with reset_after=False), or to follow the paper. Otherwise take gru, which is faster.",
  },
  rnn: {
    line: "the plain recurrent network: no gate, one state",
    changes:
      "One line: row and last state, mixed and squashed. Nothing protects the state, and its gradient fades or explodes geometrically with the lag (see the chapter on the LSTM).",
    use: "As a baseline, for short lags, and to see what gates are for.",
  },
  peephole: {
    line: "LSTM whose gates see the memory itself",
    changes:
      "The gates of an LSTM see h, which a shut output gate hides from them. Here three vectors of weights let them see the memory: input and forget gate as it was, the output gate as it has become. It was made for precise timing.",
    use: "Where intervals matter: counting, spikes, waiting times. Greff et al. (2017) found no gain on speech, handwriting and music, and no harm either.",
  },
  coupled: {
    line: "LSTM with one gate for forgetting and writing (CIFG)",
    changes:
      "What is forgotten is what is written: f = 1 − i. A memory of numbers in (−1, 1) then stays there, and a quarter of the weights are saved. It can no longer keep all and add to it, so it cannot count.",
    use: "As a smaller LSTM. Greff et al. (2017) found it level with the full one.",
  },
  "lstm-linear-output": {
    line: "LSTM that shows its memory as it is, without the output's tanh",
    changes:
      "h = o ⊙ c. The output is not bounded, and the gradient does not pass through the outer tanh. Greff et al. (2017) found this tanh and the forget gate to be the parts whose loss hurts most.",
    use: "To repeat programs that are written so. Otherwise take lstm.",
  },
  "layer-norm": {
    line: "LSTM whose sums are normalised over the units at every step",
    changes:
      "What comes from the input, what comes from the state, and the memory before it is shown are each brought to mean 0 and variance 1 over the units of a row, then scaled and shifted by what is learnt. Sums stay where σ and tanh are not flat, whatever the scale of the weights.",
    use: "Wide layers and long windows: its paper reports that recurrent networks train faster with it, and longer sequences gain most. Each step pays for means over the row. With few units a mean over them says little. Not on a single input column: x·W is the column times one vector then, and normalised only its sign is left, so that the recurrence does not see how large a reading is; give it a further column, or take another cell.",
  },
  "depth-gated": {
    line: "peephole LSTM with a gate from the memory of the layer below",
    changes:
      "A further gate d lets the memory of the layer below flow into this one in proportion, so that the gradient finds a linear way down a deep stack as it does along time. The lowest layer, and any whose number of units is not that of the layer below, has a linear map of the input in its place. Where layers read in two directions, each direction takes on the memory of the same one below.",
    use: "Deep stacks: in the study five layers of it learn their task from every seed; five plain LSTMs do with the smaller of two learning rates, with the larger from two seeds of five. Residual connections around LSTMs do as much. In one layer it is a peephole LSTM with a few more weights.",
  },
  residual: {
    line: "LSTM that adds the layer's input to what it shows",
    changes:
      "h = o ⊙ (input + tanh(c)): the output gate lets the input of the layer through beside the memory. A layer that has nothing to add can hand on what it got. Where widths differ the input goes through a linear map.",
    use: "Deep stacks (in the study five layers of it learn their task from every seed; five plain LSTMs do with the smaller of two learning rates, with the larger from two seeds of five), and series whose next value is close to the last. A form of it, with dilation, is in the network that won the M4 competition (Smyl 2020).",
  },
  mogrifier: {
    line: "LSTM before whose step input and state gate one another, five rounds",
    changes:
      "Before the step, the state scales the input, the scaled input scales the state, and so on in turn. What a row means then depends on what came before it, which an LSTM's sums cannot say. With all its gates at ½ it is the LSTM.",
    use: "Where the meaning of an input depends on its context and there is much data: it was made for language. It has three times the weights of the LSTM, and its rounds wait for one another.",
  },
  "context-aware": {
    line: "LSTM whose gates also listen to what is known of the whole window",
    changes:
      "Each gate gets one more product: with a context that is the same for all steps, made of the columns known in advance as far as there are any, otherwise a linear map of the row. The paper's gates look at the memory as well (peepholes); these do not, so that the context alone tells it from the LSTM.",
    use: "With columns known in advance that set the scene: holidays, prices, a plan. Without them it is an LSTM with more weights.",
  },
  "hierarchical-multiscale": {
    line: "LSTM of two levels that learns where segments end",
    changes:
      "The lower level runs at every step and decides, 0 or 1, whether a segment ends. At an end it hands its state up and starts anew; the upper level moves only then. The decision has no slope, so the gradient of a hard sigmoid stands in for it (straight through). All units share one boundary, the mean of one sum for each unit; the paper has one sum in all. Both can say the same, and compare counts (F + 2·H + 1)·(H − 1) weights that add nothing. The upper level, being the last, has none of its own and never starts anew; its slope is not sharpened while it trains, which changed nothing for the better where it was tried. In the output every unit of a level has a gate of its own and states are added as they are; the paper has one gate a level, maps each state and cuts the sum off below 0, where forecasts need both signs.",
    use: "Series that fall into segments of unequal length: shifts, visits, events. What happened long ago it keeps above, over few moves. It is among the largest and slowest of the cells; where it can do without boundaries it may learn none. Of words whose ends nobody tells (words-80) it fires at every blank from three of five seeds, from one of these nowhere else; from two it solves the task with boundaries elsewhere.",
  },
  slstm: {
    line: "LSTM with an exponential input gate and a normaliser (sLSTM)",
    changes:
      "The input gate is an exponential: something read now may outweigh all that was read before, which a gate below 1 cannot say. A second state n counts the weights, so that c / n is a mean; a third, m, is taken off every exponent so that nothing overflows, and leaves the result as it is. Every unit hears every other one, as with one head in the paper; several heads there do not hear one another, which saves weights where layers are far wider than here.",
    use: "Where old decisions must be revised when something better comes along. It costs little more than the LSTM and keeps four states instead of two.",
  },
  "min-lstm": {
    line: "LSTM whose gates see the input alone",
    changes:
      "Gates and candidate do without the state, and forget and input gate are shares of one whole. The recurrence is linear in the state and needs no recurrent weights: few weights, and steps that could be computed in parallel (here they are walked one by one, without a recurrent product).",
    use: "Long windows, little data, or speed. One layer of it cannot gate by what it remembers: give it two or three.",
  },
  "min-gru": {
    line: "GRU whose gate and candidate see the input alone",
    changes:
      "A running mean whose weight each row sets: h moves from where it was towards the candidate by z. No recurrent weights, no squashing of the state; the candidate is kept positive, so that its logarithm exists, as the paper's parallel form asks.",
    use: "The smallest gated cell: long windows, little data, or speed. Give it two or three layers.",
  },
  qrnn: {
    line: "quasi-recurrent network: convolutions over two rows, pooled step by step",
    changes:
      "Gates are made of this row and the one before it, by a convolution of width two; only the pooling, forget and output gate, goes from step to step. What the older row says is projected when it arrives and waits one step.",
    use: "Speed on long windows. What reaches back further than the convolution and depends on the state is out of its reach in one layer.",
  },
  sru: {
    line: "simple recurrent unit: gates see the input and, unit by unit, the memory",
    changes:
      "Each unit's gates see that unit's memory through one weight, not all states through a matrix; a highway carries the input past the memory. All products of a window can be done before its first step.",
    use: "Stacks of several fast layers. The highway wants an input as wide as the layer; where it is not, a linear map is learnt.",
  },
  "ind-rnn": {
    line: "recurrent network whose units know only themselves",
    changes:
      "Each unit has one recurrent weight u instead of a row of a matrix, and a ReLU instead of tanh, whose slope does not fade. The gradient over k steps is uᵏ where the ReLU is open: with u = 1 it stays whole, and u is held within ±1 so that it cannot explode.",
    use: "Long lags: its paper reports the adding problem over 5,000 steps, where other networks fail. The study here asks for no more than 100 steps, and not from every seed does it hold a sign over 160 (latch). Units of one layer do not hear one another: stack two or more. The ReLU does not bound the state.",
  },
  clockwork: {
    line: "plain recurrent network in modules with clocks: 1, 2, 4 … steps",
    changes:
      "Units are divided into up to eight modules. A module is computed when its clock ticks and keeps its state in between; slow modules tell fast ones, never the reverse. Slow modules hold slow things, and their gradient takes fewer steps back.",
    use: "Signals of several known, fixed time scales, such as sums of waves. The clocks are powers of two, not your season's.",
  },
  lmu: {
    line: "Legendre memory unit: the last θ values as weights of polynomials",
    changes:
      "One number a step is written into a memory whose weights are not learnt: they follow from mathematics and keep the last θ numbers as weights of Legendre polynomials. θ is the window here. What is learnt is what to write and how to read it. The number that is written is a mean over the units, each with F weights for the row, where the paper has F in all: the same can be said with both, and compare counts F·(H − 1) weights that add nothing.",
    use: "Smooth signals over long windows with few weights. Sharp single events need a high order, which is the number of units.",
  },
  tcn: {
    line: "temporal convolutional network: dilated causal convolutions, no recurrence",
    changes:
      "Residual blocks of two convolutions each; their taps lie 1, 2, 4 … steps apart from block to block, as many blocks as see the whole window. No output knows a later row. All steps are computed at once, and the gradient's way is as long as the stack is deep, not as the window.",
    use: "Long windows, local shapes, and where the LSTM trains slowly. It knows nothing beyond its window.",
  },
  s4d: {
    line: "diagonal state spaces: the past as a sum of damped waves",
    changes:
      "Each channel has sixteen complex states that turn and fade on their own; their frequencies and rates are learnt. The recurrence is linear: what is nonlinear stands behind it (GELU, a gate, a residual path). Sixteen states are half of the paper's, for windows of tens of rows.",
    use: "Long windows, slow and oscillating signals. A single layer cannot decide by content what to keep.",
  },
  s4: {
    line: "state spaces that start by remembering the past as polynomials (HiPPO)",
    changes:
      "As S4D, but the state matrix is diagonal less one outer product: what HiPPO-LegS comes to, a memory of the whole past as weights of Legendre polynomials. Starts there, learns all of it, and steps by the trapezoidal rule. Thirty-two states a channel, half of the paper's, half of them conjugates.",
    use: "Where S4D is used and its start matters: long windows whose distant part counts. Costs more than S4D for the same states.",
  },
  mlstm: {
    line: "LSTM with a matrix for a memory, read by queries (mLSTM)",
    changes:
      "The memory is a matrix for each of four heads: a value is stored under a key, and read by a query. Gates are exponential as in the sLSTM and see the input alone, so there is no recurrent matrix. Around it stand a projection to twice the width, a short convolution and a residual path.",
    use: "Where several things must be remembered apart and found again. Several times the weights of an LSTM; wants data.",
  },
  ntm: {
    line: "LSTM with a memory outside of it, which heads write to and read from (NTM)",
    changes:
      "Beside the LSTM stands a memory of sixteen slots, twelve values each. At every step one head writes and one reads. A head finds its place by what a slot holds, by where it was a step before, or a step to either side of there; all of that is weights over the slots, so that it is learnt like the rest. What was read goes into the next step and into the output.",
    use: "Lists that must come out again as they went in, which an LSTM's state mixes up. Three to four times an LSTM's time. A plain series seldom asks for such a memory.",
  },
  attention: {
    line: "encoder and decoder LSTMs with additive attention",
    changes:
      "An encoder reads the window; a decoder walks along the forecast. At each of its steps it compares its state with every step of the encoder, by a small network, and takes their weighted mean. A fixed vector no longer has to hold the whole window, and the weights show where it looked.",
    use: "Horizons of several steps, and where you want to see what was looked at. It can only be the last layer, and costs several LSTMs.",
  },
  "attention-multiplicative": {
    line: "encoder and decoder LSTMs with multiplicative attention",
    changes:
      "As attention, but the comparison is a product: decoder state, a matrix, encoder state. What was found is joined to the decoder's state and fed into its next step.",
    use: "As attention. Cheaper to compare, one product for all steps; neither is better in general.",
  },
  "attention-gru": {
    line: "encoder and decoder GRUs with additive attention",
    changes: "As attention, with GRUs in both places, as first published: a quarter fewer recurrent weights.",
    use: "As attention, where data or time are short.",
  },
  "da-rnn": {
    line: "two attentions: over the columns at every step, then over the steps",
    changes:
      "At each step an encoder weighs the driving columns before it reads them; a decoder that walks over the target's own past weighs the encoder's steps. Both weights can be looked at.",
    use: "One target and many drivers of unequal worth, one step ahead, of which those that count change. With few columns the first attention has nothing to choose, and what stands in the target's own column reaches the decoder alone, one number a step.",
  },
  "bert-lstm": {
    line: "LSTM from both ends of the window, and self-attention over what it has seen",
    changes:
      "Two LSTMs read the window, one from each end; then every step looks at every other one, in several heads, and adds what it finds to what it knew. It may first be trained without targets, by filling in steps that are hidden from it.",
    use: "Long series with few targets, gaps that are to be filled, and windows in which what matters may stand anywhere. More weights and time than an LSTM; both grow with the square of the width.",
  },
  hierarchical: {
    line: "LSTMs on levels: one over the steps of a segment, one over segments, and so on",
    changes:
      "The window is cut into segments of six steps. One LSTM reads each segment and leaves its last state; another reads those, level upon level. From the first row to the last there are a few steps a level instead of the whole window.",
    use: "Long windows and long lags. What matters must survive the reduction of a segment to one state. It can only be the last layer.",
  },
  segrnn: {
    line: "GRU over segments of the window, which forecasts segments side by side",
    changes:
      "Segments of about √T rows are read as one step each, so the recurrence is short. From its last state every segment of the forecast is made at once, each told by a learnt vector which one it is; no error is fed back.",
    use: "Long windows and long horizons. The paper reads every series alone; here all columns of a segment are read together.",
  },
  multiscale: {
    line: "LSTMs side by side on clocks of 1, 2, 4 … steps",
    changes:
      "Each LSTM reads means of as many neighbouring rows as its scale has, so the slow ones see further in fewer steps, and noise averages out. What all of them know is joined, each as its last whole step left it.",
    use: "Series with slow movements under fast ones. A single row long ago is lost in the means: for that it is no better than an LSTM. As many LSTMs as scales: H columns each.",
  },
  "patched-slstm": {
    line: "sLSTM over overlapping patches of the window (P-sLSTM)",
    changes:
      "Patches of neighbouring rows, each overlapping the next by half, become steps of an sLSTM inside a residual block; all its steps go on to the head, not the last alone.",
    use: "Long windows, where the sLSTM row by row would be slow. The paper reads every series alone; here all columns are read together.",
  },
  "t-gcn": {
    line: "GRU over columns as nodes of a graph: what a gate hears comes from neighbours too",
    changes:
      "Every column is a node with a state of its own, and all nodes share their weights. Before the gates' sums, input and state are averaged over neighbours in the graph. The layer hands on the state of the target's node.",
    use: "Columns that are places and influence one another along known ways: roads, rivers, lines. It needs a graph (`--graph edges.csv`), and few weights. In the paper's own table a GRU is as good by mean absolute error.",
  },
  "gc-lstm": {
    line: "LSTM over columns as nodes of a graph, whose states reach two steps along it",
    changes:
      "Every column is a node with a state and a memory of its own. The recurrent products of the gates are Chebyshev polynomials of the graph's Laplacian: a node hears itself, its neighbours and theirs, each through weights of its own. What the forget gate lets through is such a product too, of the memories; it starts as a node's own memory, as it is. The paper reads rows of an adjacency that changes; here the graph stays and columns are read. The layer hands on the state of the target's node.",
    use: "As t-gcn, where influence reaches further than one step of the graph and goes both ways: edges have no direction here. Over long windows its memory, mapped at every step, is harder to learn than the LSTM's, which is kept.",
  },
};
