package dev.trellis.access.web.tomcat;

import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up Tomcat: limits, and errors as problems. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TomcatConfiguration {
  private static final int THREADS_LEFT_FOR_HEALTH = 20;

  @Bean
  BodyLimits bodyLimits(MultipartProperties multipart) {
    long upload = multipart.getMaxRequestSize().toBytes();
    return new BodyLimits(upload < 0 ? Long.MAX_VALUE : upload);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestLimits(
      BodyLimits limits, TomcatServerProperties tomcat, WebEndpointProperties endpoints) {
    int threads = tomcat.getThreads().getMax();
    int requests = Math.max(1, threads - Math.min(THREADS_LEFT_FOR_HEALTH, threads / 4));
    int bodies = Math.max(1, requests * 2 / 3);
    var valve =
        new RequestLimitsValve(
            endpoints.getBasePath() + "/health",
            limits,
            new ConcurrencyLimit(requests, requests),
            new ConcurrencyLimit(bodies, Math.max(1, bodies / 2)));
    return factory -> {
      factory.setProtocol(HeaderTimeoutProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
              protocol.setContinueResponseTiming("onRead"); // a refused request sends no body
            }
          });
      factory.addEngineValves(valve);
      factory.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              reportProblems(host);
            }
          });
    };
  }

  private static void reportProblems(StandardHost host) {
    for (var valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.setErrorReportValveClass(ProblemReportValve.class.getName());
  }
}
