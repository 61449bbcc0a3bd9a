package dev.trellis.training;

import java.util.List;

/** A language model that goes on with texts. */
public interface GeneratingModel extends TrainedModel {
  /**
   * The distinct tokens of a text that mean nothing to the model; words that count as its unknown
   * word are none of them.
   */
  List<String> unknown(String text);

  /**
   * Begins a text. Each has a state of its own.
   *
   * @param prompt read first; tokens that the model does not know count as the unknown one, or as
   *     nothing where it knows no such token. Where nothing is left of it, a line begins.
   */
  Continuation begin(String prompt, Sampling sampling);

  /** A text in the making, for one thread. */
  interface Continuation extends AutoCloseable {
    /** The next token with the space before it, where one belongs there; never empty. */
    String next();

    @Override
    void close();
  }
}
