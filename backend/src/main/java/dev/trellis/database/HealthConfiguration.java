package dev.trellis.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Health of the database, told within two seconds even if the database hangs. */
@Configuration(proxyBeanMethods = false)
@Profile("!worker")
class HealthConfiguration {
  private static final int SECONDS = 1;

  /** Takes the place of Spring Boot's, which waits for an answer without limit. */
  @Bean
  HealthIndicator dbHealthIndicator(DataSource database) {
    return () -> {
      try (Connection connection = database.getConnection()) {
        return connection.isValid(SECONDS)
            ? Health.up().build()
            : Health.down().withDetail("error", "no answer within 1 s").build();
      } catch (SQLException e) {
        return Health.down(e).build();
      }
    };
  }
}
