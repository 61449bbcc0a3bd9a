package dev.trellis.training.dl4j.network;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;

/**
 * Creates the workspaces of training steps: native memory that is allocated during the first
 * minibatch and reused by all later minibatches, so that no garbage collection is needed.
 */
final class StepWorkspaces {
  private static final WorkspaceConfiguration SIZED_BY_FIRST_LOOP =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.05)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private StepWorkspaces() {}

  /**
   * Returns a manager with one workspace for a minibatch, one for a time step and one for the
   * updater.
   */
  static LayerWorkspaceMgr create() {
    return LayerWorkspaceMgr.builder()
        .with(ArrayType.RNN_FF_LOOP_WORKING_MEM, "TRELLIS_TIME_STEP", SIZED_BY_FIRST_LOOP)
        .with(ArrayType.RNN_BP_LOOP_WORKING_MEM, "TRELLIS_TIME_STEP", SIZED_BY_FIRST_LOOP)
        .with(ArrayType.UPDATER_WORKING_MEM, "TRELLIS_UPDATER", SIZED_BY_FIRST_LOOP)
        .defaultWorkspace("TRELLIS_MINIBATCH", SIZED_BY_FIRST_LOOP)
        .build();
  }
}
