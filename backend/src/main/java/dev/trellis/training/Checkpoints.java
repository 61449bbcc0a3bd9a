package dev.trellis.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where the checkpoints of one trial are kept, and when it is time for another. */
public interface Checkpoints {
  /** Of a trial that starts from zero and leaves none. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public List<String> keys() {
          return List.of();
        }

        @Override
        public InputStream open(String key) {
          throw new IllegalStateException("no checkpoint is kept");
        }

        @Override
        public void drop(String key) {
          // none was kept
        }

        @Override
        public boolean due(double fraction) {
          return false;
        }

        @Override
        public void write(int step, Content content) {
          // nowhere to
        }
      };

  /** Writes a checkpoint to where it is told. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What there is to go on from, the latest first. */
  List<String> keys();

  InputStream open(String key) throws IOException;

  /** Leaves out, from now on, one that is of no use. */
  void drop(String key);

  /**
   * Asked between minibatches, so it must be cheap.
   *
   * @param fraction how much of the epoch is done; 1 after it
   */
  boolean due(double fraction);

  /**
   * Keeps one more, whole or not at all.
   *
   * @param step the last whole epoch
   */
  void write(int step, Content content) throws IOException;
}
