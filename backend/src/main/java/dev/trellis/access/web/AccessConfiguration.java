package dev.trellis.access.web;

import dev.trellis.access.AccessProperties;
import dev.trellis.access.AccessToken;
import dev.trellis.access.FailedTokens;
import dev.trellis.access.Sessions;
import dev.trellis.access.web.Refusals.Reason;
import dev.trellis.access.web.tomcat.BodyLimits;
import dev.trellis.problem.ProblemKind;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The filter chain: host name, token or session, origin, right, size of the body. Everything but
 * the dashboard's own files and the health check needs the token if one is set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AccessConfiguration {
  /** The page of the dashboard under all its paths, and its files. They contain no secrets. */
  private static final String[] OPEN = {
    "/",
    "/index.html",
    "/assets/**",
    "/favicon.ico",
    "/*.svg",
    "/*.txt",
    "/new",
    "/compare",
    "/workers",
    "/experiments",
    "/experiments/*",
    "/trials/*",
    "/datasets",
    "/datasets/*",
    "/error"
  };

  private static final String LOGOUT = "/logout";

  @Bean
  FailedTokens failedTokens(InstantSource time) {
    return new FailedTokens(time);
  }

  @Bean
  Sessions sessions(InstantSource time) {
    return new Sessions(new SecureRandom(), time);
  }

  /** Takes the place of Spring Boot's user with a generated password: there are no users yet. */
  @Bean
  AuthenticationManager noUsers() {
    return authentication -> {
      throw new ProviderNotFoundException("there are no users");
    };
  }

  /** Names of this machine only, if there is no token: other names may be made to point here. */
  @Bean
  HttpFirewall firewall(AccessProperties access) {
    boolean anyHost = access.requiredToken() != null;
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHostnames(host -> anyHost || access.knowsHost(host));
    firewall.setUnsafeAllowAnyHttpMethod(true); // controllers answer 405
    firewall.setAllowedHeaderNames(name -> true); // Tomcat has checked them
    firewall.setAllowedHeaderValues(value -> true);
    firewall.setAllowedParameterNames(name -> true);
    return firewall;
  }

  @Bean
  RequestRejectedHandler rejectedByFirewall(AccessProperties access, Refusals refusals) {
    boolean anyHost = access.requiredToken() != null;
    return (request, response, rejection) -> {
      if (anyHost || access.knowsHost(request.getServerName())) {
        refusals.refuse(
            request,
            response,
            Reason.PATH,
            ProblemKind.MALFORMED,
            "The path is written in a way that is not allowed, such as '//', ';' or an encoded slash."
                + " Write it as /v3/api-docs does.");
      } else {
        refusals.refuse(
            request,
            response,
            Reason.HOST,
            ProblemKind.FORBIDDEN,
            "This server does not answer as '%s'. Use localhost, or allow the name with --trellis.access.hosts."
                .formatted(request.getServerName()));
      }
    };
  }

  @Bean
  SecurityFilterChain accessChain(
      HttpSecurity http,
      AccessProperties access,
      Sessions sessions,
      Refusals refusals,
      BodyLimits limits,
      ObjectProvider<RequestMappingHandlerMapping> mappings) {
    AccessToken token = access.requiredToken();
    if (token != null) {
      http.addFilterBefore(new TokenFilter(token, sessions, refusals), LogoutFilter.class);
    }
    return http.addFilterBefore(new OriginFilter(refusals), LogoutFilter.class)
        .addFilterAfter(new BodyFilter(limits, refusals, mappings), AuthorizationFilter.class)
        .headers(AbstractHttpConfigurer::disable) // RequestLimitsValve sets them
        .csrf(AbstractHttpConfigurer::disable) // OriginFilter does it, without state
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(
                        PathPatternRequestMatcher.pathPattern(HttpMethod.POST, LOGOUT))
                    .logoutSuccessHandler(
                        (request, response, user) -> {
                          sessions.end(SessionCookie.read(request));
                          SessionCookie.clear(request, response);
                          response.setStatus(204);
                        }))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (request, response, failure) ->
                        TokenFilter.refuse(refusals, request, response)))
        .authorizeHttpRequests(
            requests -> {
              if (token == null) {
                requests.anyRequest().permitAll();
              } else {
                requests.requestMatchers(EndpointRequest.to("health")).permitAll();
                requests.requestMatchers(HttpMethod.GET, OPEN).permitAll();
                requests.requestMatchers(HttpMethod.HEAD, OPEN).permitAll();
                requests.anyRequest().authenticated();
              }
            })
        .build();
  }
}
