package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.execution.provenance.Provenance;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

class ExecutionConfigurationTest {
  private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

  @Test
  void a_program_built_without_a_repository_has_no_commit() {
    beans.addBean("git", new GitProperties(new Properties()));

    assertThat(program()).isEqualTo(new Provenance.Program("development", null));
  }

  @Test
  void a_program_knows_its_version_and_commit() {
    beans.addBean("git", new GitProperties(properties("commit.id", "c0ffee")));
    beans.addBean("build", new BuildProperties(properties("version", "1.2.3")));

    assertThat(program()).isEqualTo(new Provenance.Program("1.2.3", "c0ffee"));
  }

  private Provenance.Program program() {
    return new ExecutionConfiguration()
        .program(
            beans.getBeanProvider(BuildProperties.class),
            beans.getBeanProvider(GitProperties.class));
  }

  private static Properties properties(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return properties;
  }
}
