package dev.trellis.training.inference;

import java.util.List;

/** A trained language model that generates text. */
public interface GeneratingModel extends TrainedModel {
  /**
   * Returns the distinct tokens of a text that the model must skip, since its vocabulary contains
   * neither the token nor an unknown token; empty if the model can read every token.
   */
  List<String> unreadableTokens(String text);

  /**
   * Starts a continuation of a prompt. Each continuation has its own recurrent state.
   *
   * @param prompt text to read first. Tokens outside the vocabulary are read as the unknown token,
   *     or skipped if the vocabulary has none. If no token is left, generation starts at a new
   *     line.
   */
  Continuation continueText(String prompt, SamplingSettings sampling);

  /** Text under generation. Not thread-safe. */
  interface Continuation extends AutoCloseable {
    /** Returns the next token, preceded by a space if the text needs one; never empty. */
    String next();

    @Override
    void close();
  }
}
