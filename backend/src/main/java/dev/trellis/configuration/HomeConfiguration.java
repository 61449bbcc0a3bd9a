package dev.trellis.configuration;

import dev.trellis.home.Home;
import dev.trellis.home.PrivateFiles;
import dev.trellis.home.WorkFiles;
import dev.trellis.launch.TrellisProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Opens the home before anything is read from it or written to it. */
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {
  /** A home with an embedded database is one process's own; others may be shared by machines. */
  @Bean
  Home home(TrellisProperties properties, Environment environment) {
    return Home.open(properties.home(), environment.getProperty("spring.datasource.url"));
  }

  @Bean(destroyMethod = "close")
  WorkFiles workFiles(Home home) {
    return WorkFiles.open(home);
  }

  /**
   * Gives Tomcat a directory for its own files, uploads among them, and an empty document root:
   * otherwise {@code public/} and {@code static/} of the working directory would be served.
   */
  @Bean
  @ConditionalOnWebApplication
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatDirectory(WorkFiles files) {
    return tomcat -> {
      tomcat.setBaseDirectory(files.directory().resolve("tomcat").toFile());
      tomcat.setDocumentRoot(emptyDirectory(files).toFile());
    };
  }

  private static Path emptyDirectory(WorkFiles files) {
    try {
      return PrivateFiles.createDirectories(files.directory().resolve("document-root"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the document root of Tomcat", e);
    }
  }
}
