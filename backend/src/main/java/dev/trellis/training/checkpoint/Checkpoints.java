package dev.trellis.training.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Checkpoints of one trial, and the decision when the next checkpoint is due. */
public interface Checkpoints {
  /** Stores no checkpoints: the trial always starts from epoch 0. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public List<String> keys() {
          return List.of();
        }

        @Override
        public InputStream open(String key) {
          throw new IllegalStateException("checkpoints are disabled");
        }

        @Override
        public void discard(String key) {
          // nothing to discard
        }

        @Override
        public boolean isDue(double epochFraction) {
          return false;
        }

        @Override
        public void write(int step, Content content) {
          // nothing is stored
        }
      };

  /** Content of a checkpoint. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Returns the keys of the stored checkpoints, the latest first; empty if none are stored. */
  List<String> keys();

  /**
   * Opens a checkpoint.
   *
   * @param key a key that {@link #keys} returned
   * @throws IOException if the checkpoint cannot be read
   */
  InputStream open(String key) throws IOException;

  /** Removes an unusable checkpoint from {@link #keys}. */
  void discard(String key);

  /**
   * Returns true if a checkpoint should be written now. Called between minibatches, so it must be
   * cheap.
   *
   * @param epochFraction completed fraction of the current epoch; 1 after the epoch
   */
  boolean isDue(double epochFraction);

  /**
   * Stores a new checkpoint atomically: if writing fails, the earlier checkpoints stay valid.
   *
   * @param step last complete epoch; 0 before the first
   * @throws IOException if the checkpoint cannot be written
   */
  void write(int step, Content content) throws IOException;
}
