package dev.trellis.experiment.submission;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may have meant: the names other tools use first, then the closest spelling. */
public final class Suggestions {
  /** Our name with what it is called elsewhere, lower-case letters and digits only. */
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

  /** No suggestion is worth more work than this. */
  private static final int LONGEST = 40;

  private Suggestions() {}

  /** The message for a word that is none of the known ones. */
  static String unknown(String given, Collection<String> known) {
    return closest(given, known)
        .map(name -> "%s is not known here; did you mean %s?".formatted(Node.quoted(given), name))
        .orElseGet(
            () ->
                "%s is not known here; known are %s"
                    .formatted(Node.quoted(given), String.join(", ", known)));
  }

  /** Returns the known name that was probably meant; empty if none is close. */
  public static Optional<String> closest(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(given);
    String own = FOREIGN.get(plain);
    if (own != null && known.contains(own)) {
      return Optional.of(own);
    }
    return known.stream()
        .filter(name -> distance(plain, plain(name)) <= Math.max(1, plain(name).length() / 3))
        .filter(name -> plain(name).length() > 1)
        .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * Least number of insertions, deletions, substitutions and swaps of neighbours that turn one word
   * into the other (optimal string alignment).
   */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, cost, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] cost, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
