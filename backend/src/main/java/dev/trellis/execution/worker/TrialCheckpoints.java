package dev.trellis.execution.worker;

import static dev.trellis.execution.log.TrialLogMessages.NARRATION;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.home.WorkFiles;
import dev.trellis.training.checkpoint.Checkpoints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The checkpoints of a claimed trial in the artifact store: the last and the one before, each with
 * the weights of the best epoch so far. Their keys stand in the trial's row, fenced by the attempt.
 *
 * <p>After an epoch one is due, but not within a few seconds of the last, and never so often that
 * writing takes more than one part in {@value #LEAST_TIMES} of the time; inside an epoch one is due
 * at a longer interval.
 */
public final class TrialCheckpoints implements Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(TrialCheckpoints.class);
  private static final int KEPT = 2;
  private static final Duration BETWEEN_EPOCHS = Duration.ofSeconds(5);
  private static final int LEAST_TIMES = 50;

  private final Claim claim;
  private final CheckpointStore ledger;
  private final ArtifactStore artifacts;
  private final WorkFiles files;
  private final InstantSource time;
  private final Duration interval;
  private final Deque<String> keys;
  private Instant dueAfterEpoch;
  private Instant dueInsideEpoch;
  private int written;

  /**
   * @param interval inside an epoch
   */
  TrialCheckpoints(
      Claim claim,
      CheckpointStore ledger,
      ArtifactStore artifacts,
      WorkFiles files,
      InstantSource time,
      Duration interval) {
    this.claim = claim;
    this.ledger = ledger;
    this.artifacts = artifacts;
    this.files = files;
    this.time = time;
    this.interval = interval;
    keys = new ArrayDeque<>(claim.checkpoints());
    dueAfterEpoch = time.instant().plus(betweenEpochs());
    dueInsideEpoch = time.instant().plus(interval);
  }

  private Duration betweenEpochs() {
    return shorter(BETWEEN_EPOCHS, interval);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public InputStream open(String key) throws IOException {
    return artifacts.open(key);
  }

  @Override
  public void discard(String key) {
    keys.remove(key);
  }

  @Override
  public boolean isDue(double epochFraction) {
    return !time.instant().isBefore(epochFraction < 1 ? dueInsideEpoch : dueAfterEpoch);
  }

  @Override
  public void write(int step, Content content) throws IOException {
    Instant begun = time.instant();
    String key = "checkpoints/" + claim.trialId() + "/" + claim.attempt() + "-" + ++written;
    long bytes = store(key, content);
    try {
      ledger.keep(claim, key, keys.peekFirst(), step);
    } catch (StaleClaimException lost) {
      delete(key);
      throw lost;
    } catch (DataAccessException | TransactionException away) {
      throw new IOException("the database is away", away);
    }
    keys.addFirst(key);
    while (keys.size() > KEPT) {
      delete(keys.removeLast());
    }
    planNext(begun);
    NARRATION.info(
        "checkpoint {} after epoch {}: {} bytes in {} ms",
        key,
        step,
        bytes,
        Duration.between(begun, time.instant()).toMillis());
  }

  private long store(String key, Content content) throws IOException {
    Path file = files.create("checkpoint-", "");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        content.writeTo(out);
      }
      long bytes = Files.size(file);
      artifacts.put(key, file);
      return bytes;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void planNext(Instant begun) {
    Instant now = time.instant();
    Duration atLeast = Duration.between(begun, now).multipliedBy(LEAST_TIMES);
    dueAfterEpoch = now.plus(longer(betweenEpochs(), atLeast));
    dueInsideEpoch = now.plus(longer(interval, atLeast));
  }

  private void delete(String key) {
    try {
      artifacts.delete(key);
    } catch (IOException e) {
      log.warn("Cannot delete a checkpoint key={} cause={}", key, e.toString());
    }
  }

  /** Once the trial is over and nobody goes on from them. */
  public void deleteAll() {
    deleteAll(artifacts, claim.trialId());
  }

  /** Returns whether they are gone. */
  public static boolean deleteAll(ArtifactStore artifacts, long trialId) {
    try {
      artifacts.deleteAll("checkpoints/" + trialId + "/");
      return true;
    } catch (IOException e) {
      log.warn("Cannot delete the checkpoints of a trial trial={} cause={}", trialId, e.toString());
      return false;
    }
  }
}
