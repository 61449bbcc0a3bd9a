package dev.trellis.training.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;

/**
 * Where the arrays of a training step live: native memory that is laid out by the first minibatch
 * and used again by all that follow, so that nothing waits for the garbage collector.
 */
final class StepWorkspaces {
  private static final WorkspaceConfiguration ONCE_LEARNED =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.05)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private StepWorkspaces() {}

  /** One workspace for a minibatch, one for a time step inside it, one for the updater. */
  static LayerWorkspaceMgr create() {
    return LayerWorkspaceMgr.builder()
        .with(ArrayType.RNN_FF_LOOP_WORKING_MEM, "TRELLIS_TIME_STEP", ONCE_LEARNED)
        .with(ArrayType.RNN_BP_LOOP_WORKING_MEM, "TRELLIS_TIME_STEP", ONCE_LEARNED)
        .with(ArrayType.UPDATER_WORKING_MEM, "TRELLIS_UPDATER", ONCE_LEARNED)
        .defaultWorkspace("TRELLIS_MINIBATCH", ONCE_LEARNED)
        .build();
  }
}
