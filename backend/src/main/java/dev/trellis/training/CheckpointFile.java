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
 * A trial between two minibatches, as bytes. Plain numbers, big-endian, and nothing that Java would
 * turn into objects by itself:
 *
 * <pre>
 * 8 bytes   0x89 'T' 'R' 'C' 'K' 'P' '\r' '\n': spoilt by whoever takes it for text
 * int       version of this format, {@value #VERSION}
 * long      time trained, in nanoseconds
 * int       whole epochs, n
 * double*n  objective after each of them
 * ...       state of the model, see {@link TrainableModel#saveState}
 * 32 bytes  SHA-256 of all before
 * </pre>
 *
 * @param objectives of the whole epochs, in order
 * @param trained time spent on the way here, in all attempts
 */
record CheckpointFile(List<MetricPoint> objectives, Duration trained) {
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
    out.writeLong(trained.toNanos());
    out.writeInt(objectives.size());
    for (MetricPoint point : objectives) {
      out.writeDouble(point.value());
    }
    model.saveState(out);
    out.flush();
    file.write(digest.digest());
  }

  /**
   * Brings a new model to where the checkpoint was written.
   *
   * @throws IOException where it is no checkpoint, of another version, damaged, or of another
   *     model; the model given is of no use then
   */
  static CheckpointFile read(InputStream file, TrainableModel model) throws IOException {
    MessageDigest digest = sha256();
    DataInputStream in = new DataInputStream(new DigestInputStream(file, digest));
    expect(MAGIC, in.readLong(), "its first bytes are not those of a checkpoint");
    expect(VERSION, in.readInt(), "its version is not " + VERSION);
    Duration trained = Duration.ofNanos(in.readLong());
    List<MetricPoint> objectives = new ArrayList<>();
    int epochs = in.readInt();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      objectives.add(new MetricPoint(epoch, in.readDouble()));
    }
    model.restoreState(in);
    byte[] sum = digest.digest();
    if (!MessageDigest.isEqual(sum, file.readNBytes(sum.length))) {
      throw new StreamCorruptedException("its bytes do not have the digest they were written with");
    }
    if (file.read() >= 0) {
      throw new StreamCorruptedException("it is longer than it was written");
    }
    return new CheckpointFile(objectives, trained);
  }

  private static void expect(long expected, long found, String otherwise) throws IOException {
    if (found != expected) {
      throw new StreamCorruptedException(otherwise);
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
