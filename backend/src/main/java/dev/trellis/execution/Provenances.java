package dev.trellis.execution;

import dev.trellis.dataset.TokenUse;
import dev.trellis.training.ModelFamily;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what this process trains with. */
@Component
class Provenances {
  private final Provenance.Program program;
  private final Provenance.Machine machine = MachineReport.read();

  Provenances(Provenance.Program program) {
    this.program = program;
  }

  Provenance of(
      Claim claim,
      String worker,
      ModelFamily family,
      int fromStep,
      @Nullable TokenUse epochTokens,
      Map<String, String> engines) {
    return new Provenance(
        claim.attempt(),
        worker,
        fromStep,
        program,
        System.getProperty("java.version"),
        machine,
        family.libraries(),
        epochTokens,
        engines);
  }
}
