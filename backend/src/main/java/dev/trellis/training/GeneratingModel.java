package dev.trellis.training;

/** A language model that goes on with texts. */
public interface GeneratingModel extends TrainedModel {
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
