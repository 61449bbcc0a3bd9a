package dev.trellis.execution.provenance;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.execution.claim.Claim;
import dev.trellis.training.ModelFamily;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Collects the provenance of this process. */
@Component
public class ProvenanceReader {
  private final Provenance.Program program;
  private final Provenance.Machine machine = ProcessorName.read();

  ProvenanceReader(Provenance.Program program) {
    this.program = program;
  }

  public Provenance of(
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
