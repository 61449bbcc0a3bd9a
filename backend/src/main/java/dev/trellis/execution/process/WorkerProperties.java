package dev.trellis.execution.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings below {@code trellis.worker.}.
 *
 * @param mode process in which trials are trained
 * @param trials number of trials that train at the same time, one native thread each; 0 for one per
 *     core
 * @param heartbeat interval at which a worker renews its claims; a claim that misses {@value
 *     #MISSED_HEARTBEATS} heartbeats expires and another worker gets the trial
 * @param poll interval at which a free worker looks for a trial
 * @param checkpointInterval interval of checkpoints inside a long epoch; after epochs there is a
 *     checkpoint every few seconds
 * @param retries maximum number of retries after a lost worker or a transient error
 * @param stallLimit time without progress after which a trial is stuck and its worker process exits
 * @param memory native memory of all trials together; 0 for {@value #MEMORY_PERCENT} % of the
 *     machine's memory. Each trial may use an equal part.
 * @param jvmOptions options of the child process's JVM
 */
@ConfigurationProperties("trellis.worker")
public record WorkerProperties(
    @DefaultValue("process") Mode mode,
    @DefaultValue("0") int trials,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("250ms") Duration poll,
    @DefaultValue("2m") Duration checkpointInterval,
    @DefaultValue("3") int retries,
    @DefaultValue("10m") Duration stallLimit,
    @DefaultValue("0B") DataSize memory,
    @DefaultValue({}) List<String> jvmOptions) {

  /** Default percentage of the machine's memory. */
  static final int MEMORY_PERCENT = 60;

  /** After that many heartbeats without a sign, a worker counts as dead. */
  public static final int MISSED_HEARTBEATS = 4;

  /** Process in which trials are trained. */
  public enum Mode {
    /** In a child process of this server, started again when it dies. */
    PROCESS,
    /** In this process. */
    INLINE,
    /** Elsewhere: this process trains nothing. */
    NONE,
    /** One trial in this process, which a worker started for it; not for operators. */
    ALONE
  }

  /** A worker silent for longer counts as dead. */
  public Duration silenceLimit() {
    return heartbeat.multipliedBy(MISSED_HEARTBEATS);
  }

  /** Native memory for all trials of this process, in bytes. */
  long memoryBytes() {
    if (memory.toBytes() > 0) {
      return memory.toBytes();
    }
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return machine.getTotalMemorySize() / 100 * MEMORY_PERCENT;
  }

  /** Native memory that one trial may take, in bytes: whether it fits depends on no other. */
  public long trialMemoryBytes() {
    return memoryBytes() / parallelTrials();
  }

  /** The same for a process that trains one of its trials alone. */
  WorkerProperties forOneTrial() {
    return new WorkerProperties(
        Mode.ALONE,
        1,
        heartbeat,
        poll,
        checkpointInterval,
        retries,
        stallLimit,
        DataSize.ofBytes(trialMemoryBytes()),
        jvmOptions);
  }

  /** The number of trials to train at once in this process. */
  public int parallelTrials() {
    return trials > 0 ? trials : Runtime.getRuntime().availableProcessors();
  }
}
