package dev.trellis.experiment.submission.codec;

import dev.trellis.problem.Spelling;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Suggestions for unknown names: first names of other tools, then the closest spelling. */
public final class Suggestions {
  /** Names with their synonyms in other tools, in lower-case letters and digits only. */
  private static final Map<String, String> FOREIGN =
      Stream.of(
              "learning_rate: lr eta stepsize initiallearningrate",
              "minibatch_size: batchsize batch bs trainbatchsize perdevicetrainbatchsize",
              "hidden_units: hiddensize hiddendim hidden units nhidden rnnunits lstmunits nodes",
              "layers: numlayers nlayers depth numhiddenlayers lstmlayers",
              "embedding_size: embeddingdim embeddim embdim embedsize emsize embedding",
              "sequence_length: seqlen bptt timesteps maxlen contextlength blocksize tbptt",
              "dropout: dropoutrate droprate dropoutp keepprob",
              "gradient_clipping: clip gradclip clipnorm maxgradnorm gradientclipval gradientclip",
              "updater: optimizer optimiser optim solver",
              "cell: rnntype celltype rnncell celltypes",
              "max_trials: trials ntrials numtrials maxruns numsamples maxevals count",
              "parallel_trials: workers concurrency njobs maxconcurrent parallelism parallel",
              "parameters: params hyperparameters searchspace space paramgrid",
              "dataset: data corpus text datasets trainfile",
              "metric: objective monitor score",
              "method: algorithm strategy sampler searchalg tuner",
              "budget: timeout timelimit maxtime",
              "seed: randomseed randomstate rngseed",
              "early_stopping: earlystop stopping callbacks",
              "task: family model modeltype",
              "max_epochs: epochs nepochs numepochs maxiter",
              "goal: mode direction",
              "minimize: min minimise lower down",
              "maximize: max maximise higher up",
              "validation: val valid dev",
              "min: low minimum from",
              "max: high upper maximum to",
              "q: step resolution",
              "values: choices options categories",
              "wall_clock: time total walltime",
              "per_trial: trial pertrialtime")
          .map(line -> line.split(": "))
          .flatMap(
              line -> Stream.of(line[1].split(" ")).map(foreign -> Map.entry(foreign, line[0])))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Suggestions() {}

  /** Returns the message for a word that is none of the known ones. */
  public static String unknown(String given, Collection<String> known) {
    return closest(given, known)
        .map(
            name ->
                "%s is not known here; did you mean %s?".formatted(Spelling.quoted(given), name))
        .orElseGet(() -> Spelling.unknown(given, known));
  }

  /** Returns the known name that was probably meant; empty if none is close. */
  static Optional<String> closest(String given, Collection<String> known) {
    String own = FOREIGN.get(Spelling.plain(given));
    return own != null && known.contains(own) ? Optional.of(own) : Spelling.closest(given, known);
  }
}
