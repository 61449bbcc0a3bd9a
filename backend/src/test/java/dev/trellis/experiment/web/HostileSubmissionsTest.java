package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.experiment.HostileSubmissions;
import dev.trellis.experiment.HostileSubmissions.Hostile;
import dev.trellis.experiment.TestFamilies;
import dev.trellis.experiment.submission.SubmissionFormat;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Violation;
import dev.trellis.search.SearchStrategies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSubmissionsTest {
  private static final SubmissionReader READER =
      new SubmissionReader(
          new SubmissionFormat(List.of(TestFamilies.languageModel()), SearchStrategies.all(), 2));

  static Stream<Hostile> hostile() {
    return HostileSubmissions.all().stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_hostile_submission_is_told_where_it_is_wrong(Hostile hostile) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> READER.read(SubmissionText.of(hostile.body(), hostile.contentType()).tree()));
    assertThat(problem).isNotNull();
    assertThat(problem.getMessage()).isNotBlank().hasSizeLessThan(500);
    if (hostile.pointer().equals(HostileSubmissions.MALFORMED)) {
      assertThat(problem.kind()).isIn(ProblemKind.MALFORMED, ProblemKind.TOO_LARGE);
    } else {
      assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
      assertThat(problem.violations()).extracting(Violation::pointer).contains(hostile.pointer());
      assertThat(problem.violations())
          .allSatisfy(one -> assertThat(one.message()).isNotBlank().hasSizeLessThan(500));
    }
  }

  @Test
  void what_they_are_made_of_is_fine() {
    byte[] valid = HostileSubmissions.VALID.getBytes(StandardCharsets.UTF_8);
    assertThat(READER.read(SubmissionText.of(valid, "application/yaml").tree()).ignored())
        .isEmpty();
    assertThat(HostileSubmissions.all()).hasSizeGreaterThan(60);
  }
}
