package dev.trellis.execution.provenance;

import dev.trellis.dataset.text.TokenUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provenance of an attempt. If all fields but the names are equal, the results are equal.
 *
 * @param fromStep epoch at which the attempt continued, 0 if it started from the beginning
 * @param program version of Trellis
 * @param java version of the virtual machine
 * @param libraries see {@link dev.trellis.training.ModelFamily#libraries}
 * @param epochTokens number of tokens that an epoch trains on; null if unknown
 * @param engines see {@link dev.trellis.training.TrainableModel#engines}
 */
public record Provenance(
    int attempt,
    String worker,
    int fromStep,
    Program program,
    String java,
    Machine machine,
    Map<String, String> libraries,
    @Nullable TokenUse epochTokens,
    Map<String, String> engines) {

  /**
   * Version of a program.
   *
   * @param commit commit of its source; null if it was built outside of a repository
   */
  public record Program(String version, @Nullable String commit) {}

  /**
   * Machine.
   *
   * @param features instruction sets of the processor that the computation depends on; empty if
   *     unknown
   */
  public record Machine(String os, String cpu, List<String> features) {}
}
