package dev.trellis.experiment;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.Datasets;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingText;
import dev.trellis.training.TrainingTexts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Holds a submission against what there is: its dataset, and whether that fills a minibatch. */
@Component
class SubmissionChecks {}
