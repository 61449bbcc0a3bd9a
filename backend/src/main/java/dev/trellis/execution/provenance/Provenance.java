package dev.trellis.execution.provenance;

import dev.trellis.dataset.text.TokenUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt trains with. Where all of it but the names is the same, so are the numbers.
 *
 * @param fromStep the epoch it goes on from, 0 where it starts anew
 * @param program Trellis itself
 * @param java version of the virtual machine
 * @param libraries as {@link dev.trellis.training.ModelFamily#libraries}
 * @param epochTokens tokens that an epoch trains on; null if unknown
 * @param engines as {@link dev.trellis.training.TrainableModel#engines}
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
   * @param commit of its source; null where it was built outside of a repository
   */
  public record Program(String version, @Nullable String commit) {}

  /**
   * @param features of the processor that decide which instructions compute; empty where unknown
   */
  public record Machine(String os, String cpu, List<String> features) {}
}
