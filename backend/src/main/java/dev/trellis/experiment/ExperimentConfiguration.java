package dev.trellis.experiment;

import dev.trellis.experiment.submission.SubmissionFormat;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.SubmissionSchema;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.search.SearchStrategies;
import dev.trellis.training.ModelFamilies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Submission format, made from the registries. */
@Configuration(proxyBeanMethods = false)
class ExperimentConfiguration {
  @Bean
  SubmissionFormat submissionFormat(ModelFamilies families) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new SubmissionFormat(families.all(), SearchStrategies.all(), cores);
  }

  @Bean
  SubmissionReader submissionReader(SubmissionFormat format) {
    return new SubmissionReader(format);
  }

  @Bean
  SubmissionWriter submissionWriter(SubmissionFormat format) {
    return new SubmissionWriter(format);
  }

  @Bean
  SubmissionSchema submissionSchema(SubmissionFormat format) {
    return new SubmissionSchema(format);
  }
}
