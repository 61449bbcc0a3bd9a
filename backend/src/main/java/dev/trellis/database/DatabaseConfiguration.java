package dev.trellis.database;

import dev.trellis.home.Home;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without a {@code spring.datasource.url}, the database is our own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
class DatabaseConfiguration {
  @Bean
  EmbeddedPostgres embeddedPostgres(Home home) {
    return EmbeddedPostgres.start(home);
  }

  @Bean
  JdbcConnectionDetails embeddedConnectionDetails(EmbeddedPostgres postgres) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return postgres.username();
      }

      @Override
      public String getPassword() {
        return postgres.password();
      }

      @Override
      public String getJdbcUrl() {
        return postgres.jdbcUrl();
      }
    };
  }
}
