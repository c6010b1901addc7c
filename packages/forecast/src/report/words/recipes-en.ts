import type { RecipeWords } from "./recipe-words.ts";

/** Recipes, English. */
export const recipesEn: RecipeWords = {
  kind: "Gatecast case study",
  texts: {
    temperature: {
      title: "Tomorrow's temperature at Albury",
      question: "How warm, at most, will it be tomorrow at one Australian station, from the days before?",
      asWritten:
        "Missing cells are filled with each column's most frequent value over all stations, readings beyond 1.5 interquartile ranges become the mean, everything is scaled to 0 … 1 on all rows; two LSTM layers (58, 34) and a dense one (25) see 30 days and learn one epoch, one window at a time.",
      missed:
        "It fits the fillings, the bounds and the scale on the test part too, and it is not compared with anything: “tomorrow is as warm as today” does about as well or better. Done right, everything is fitted on the past alone, and the season and the other weather columns have a say. From its own past tomorrow is known to about 3.1 °C. One place has too little past to teach a network more than a linear map, so it learns from all places, each less its own annual cycle, and is scored at this one: a little closer than ridge, and within the one percent that counts as level.",
    },
    "air-quality": {
      title: "Fine dust in Beijing, hour by hour",
      question: "How much PM2.5 will there be in the next hour, from the weather and the dust of the hours before?",
      asWritten:
        "Missing dust is filled with the mean; the network sees dew point, temperature, pressure and wind of 24 hours, but not the dust itself; two LSTM layers of 50, early stopping after ten epochs without gain, the last weights kept.",
      missed:
        "It hides the best predictor, the dust of the hour before, and scores itself on hours whose dust was filled in. Done right, the past of the target is an input, and only observed hours count.",
    },
    passengers: {
      title: "Airline passengers, month by month",
      question: "How many passengers will fly next month?",
      asWritten:
        "The series is scaled to 0 … 1 on all months; the first 67 % train an LSTM of 4 units that sees one month, for 100 epochs, one window at a time.",
      missed:
        "Trend and season: a network that sees one month cannot know that it is July. Done right, validation rows choose whether a logarithm, a seasonal difference or the seasonal mean takes them out, and the look-back holds a whole year.",
    },
    rainfall: {
      title: "Monthly rain at Newport, Ireland",
      question: "How much will it rain in each of the next ten months?",
      asWritten:
        "The last 10 of 722 months are the test; 120 months enter as one time step of 120 features into an LSTM of 4 units, 100 epochs over the full batch.",
      missed:
        "The average of each calendar month is better. The Ljung–Box test is read backwards: p < 0.05 means that residuals are not random. And ten months decide nothing: done right is scored over many blocks of ten months. Beyond its season rain has hardly a memory, so that the mean of the month is about the best to be had.",
    },
    steering: {
      title: "The next five steering angles of a car",
      question: "Where will the driver steer in the next half second, from the road ahead and the last half second?",
      asWritten:
        "Twenty features (five past curvatures, speeds and angles, five curvatures ahead) enter as one time step into two LSTM layers of 64, for 1000 epochs over the full batch; 5 % of the instants, shuffled, are the test.",
      missed:
        "A shuffled split puts each test instant between two training instants a tenth of a second away: neighbours leak. Tested on the end of the recorded drive, the network loses to a linear model.",
    },
    metro: {
      title: "People entering a metro, every ten minutes",
      question: "How many people will enter each station in the next slot and in the next hour?",
      asWritten: "The tutorial asks for this without a score of its own: nothing is run as written.",
      missed:
        "The same slot comes round every day, 108 slots later. Done right, the seasonal mean of each slot is taken out where that is better on validation rows, so that the network learns deviations from the usual day; the look-back is 6, 18 or 36 slots, chosen likewise. Persistence, the same slot yesterday, climatology and ridge are the bar, and scores are means over the five busiest stations.",
    },
  },
  headingQuestion: "The question",
  headingSource: "The data",
  headingAsWritten: "The tutorial, step by step",
  headingMissed: "What the tutorial missed",
  headingSeries: "What tests say of the series",
  asWritten: "as written",
  doneRight: "done right",
  way: "way",
  model: "model",
  seeds: "seeds",
  seconds: "seconds",
  licence: "Licence",
  checksum: "SHA-256",
  source: "Source",
  file: "File",
  tutorialValues: "What these steps came to elsewhere: {metric} {values} ({source}).",
  meanAndSpread: "Mean ± standard deviation over the seeds; rules without chance have one value.",
  seasons: "MASE and the seasonal naive use the season m = {written} as written, m = {right} done right.",
  noDates:
    "As written, rows have no dates: climatology is the plain mean there, and the seasonal naive is persistence.",
  wins: "Done right beats every baseline: mean {metric} {ours} over {seeds}, {percent} % below the best of them, {baseline} ({baselineScore}).",
  ties: "Done right and the best baseline, {baseline}, are level: mean {metric} {ours} over {seeds} against {baselineScore}.",
  loses:
    "A simple rule is better here: {baseline} has {metric} {baselineScore}, done right {ours} in the mean over {seeds}, {percent} % more.",
  notScored: "Nothing was scored.",
  writtenBeside:
    "As written, the tutorial has {metric} {written}, done right {right}; the rows that the two ways score may differ, so compare these two only roughly.",
  writtenWins:
    "On its own rows the network as written ({metric} {written}) beats the best baseline, {baseline} ({baselineScore}).",
  writtenTies:
    "On its own rows the network as written ({metric} {written}) is level with the best baseline, {baseline} ({baselineScore}).",
  writtenLoses:
    "On its own rows the network as written ({metric} {written}) loses to the best baseline, {baseline} ({baselineScore}).",
  goalMet: "The goal of {metric} ≤ {goal} is met.",
  goalMissed: "The goal of {metric} ≤ {goal} is missed.",
  everyStep: "Every step ahead is better than {baseline}.",
  notEveryStep: "Not every step ahead is better than {baseline}: these are not: {steps}.",
  simulated:
    "No recorded drive was at hand: this drive is made up by a seeded simulator, and its scores say nothing of real ones.",
};
