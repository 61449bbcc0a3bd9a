package dev.trellis.training;

import dev.trellis.metric.MetricPoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Binary snapshot of a trial between two minibatches: big-endian primitive values, without Java
 * serialization, so that reading an untrusted file creates no arbitrary objects.
 *
 * <pre>
 * 8 bytes   magic number 0x89 'T' 'R' 'C' 'K' 'P' '\r' '\n'; a text-mode transfer damages it
 * int       version of this format, {@value #VERSION}
 * long      training time, in nanoseconds
 * int       number of complete epochs, n
 * double*n  objective of each epoch
 * ...       state of the model, see {@link TrainableModel#saveState}
 * 32 bytes  SHA-256 of everything before
 * </pre>
 *
 * @param objectives objective of each complete epoch, in order
 * @param trainingTime training time of all attempts up to this checkpoint
 */
record CheckpointFile(List<MetricPoint> objectives, Duration trainingTime) {
  private static final long MAGIC = 0x895452434B500D0AL;
  private static final int VERSION = 2;

  CheckpointFile {
    objectives = List.copyOf(objectives);
  }

  void write(TrainableModel model, OutputStream file) throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(file, digest));
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(trainingTime.toNanos());
    out.writeInt(objectives.size());
    for (MetricPoint point : objectives) {
      out.writeDouble(point.value());
    }
    model.saveState(out);
    out.flush();
    file.write(digest.digest());
  }

  /**
   * Reads a checkpoint and restores its state into a new model.
   *
   * @throws IOException if the file is not a checkpoint, has another version, is damaged, or
   *     belongs to another model; the model must not be used after that
   */
  static CheckpointFile read(InputStream file, TrainableModel model) throws IOException {
    MessageDigest digest = sha256();
    DataInputStream in = new DataInputStream(new DigestInputStream(file, digest));
    requireEqual(
        MAGIC, in.readLong(), "the file does not start with the magic number of a checkpoint");
    requireEqual(VERSION, in.readInt(), "the checkpoint does not have version " + VERSION);
    Duration trainingTime = Duration.ofNanos(in.readLong());
    List<MetricPoint> objectives = new ArrayList<>();
    int epochs = in.readInt();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      objectives.add(new MetricPoint(epoch, in.readDouble()));
    }
    model.restoreState(in);
    byte[] sum = digest.digest();
    if (!MessageDigest.isEqual(sum, file.readNBytes(sum.length))) {
      throw new StreamCorruptedException("the SHA-256 digest does not match the content");
    }
    if (file.read() >= 0) {
      throw new StreamCorruptedException("the file has bytes after its digest");
    }
    return new CheckpointFile(objectives, trainingTime);
  }

  private static void requireEqual(long expected, long found, String message) throws IOException {
    if (found != expected) {
      throw new StreamCorruptedException(message);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
