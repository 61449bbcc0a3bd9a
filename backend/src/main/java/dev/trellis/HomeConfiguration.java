package dev.trellis;

import dev.trellis.home.Home;
import dev.trellis.home.WorkFiles;
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

  /** Tomcat's own files, uploads while they are read among them. */
  @Bean
  @ConditionalOnWebApplication
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatDirectory(WorkFiles files) {
    return tomcat -> tomcat.setBaseDirectory(files.directory().resolve("tomcat").toFile());
  }
}
