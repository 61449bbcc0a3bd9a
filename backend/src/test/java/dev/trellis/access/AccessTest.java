package dev.trellis.access;

import static dev.trellis.testing.RawHttp.get;
import static dev.trellis.testing.RawHttp.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.RawHttp;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessTest {
  static final String TOKEN = "open.sesame+open/sesame";
  static final String BEARER = "Host: localhost\r\nAuthorization: Bearer " + TOKEN;
  private static final String EXPERIMENTS = "/api/v1/experiments";
  private static final String SESSION = "/api/v1/session";
  private static final String COOKIE = "(?s).*Set-Cookie: (trellis_session_\\d+=[^;]+);.*";

  @Nested
  @TrellisTest
  class WithoutToken {
    @LocalServerPort int port;

    @Test
    void browsers_are_told_to_load_nothing_from_elsewhere() {
      var headers = new Api(port).get(EXPERIMENTS).raw().headers();

      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'self'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
      assertThat(headers.map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void no_session_is_active() {
      assertThat(new Api(port).get(SESSION).body().path("active").asBoolean(true)).isFalse();
    }

    @Test
    void unknown_host_name_is_refused() throws IOException {
      assertThat(get(port, EXPERIMENTS, "Host: evil.example"))
          .startsWith("HTTP/1.1 403")
          .contains("application/problem+json", "does not answer as 'evil.example'")
          .contains("X-Frame-Options: DENY");
      assertThat(get(port, EXPERIMENTS, "Host: localhost:" + port)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /a\\b HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /../x HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "GET /?a=<b> HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /x%2fy HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
          "GET /;a//b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        })
    void malformed_http_is_answered_with_a_problem(String request) throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        assertThat(http.write(request).answer())
            .startsWith("HTTP/1.1 400")
            .contains("Content-Type: application/problem+json")
            .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src")
            .contains("\"type\":\"/problems/malformed\"");
      }
    }

    /** Most of these requests end inside Tomcat, before any filter of the application. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "TRACE /",
          "TRACE /api/v1/experiments",
          "TRACE /nope",
          "TRACK /",
          "DEBUG /index.html",
          "PROPFIND /api/v1/experiments",
          "QUERY /api/v1/datasets",
          "LOCK /actuator/health",
          "get /api/v1/experiments",
          "OPTIONS /nope",
          "PUT /",
          "DELETE /index.html",
          "CONNECT localhost:80",
          "CONNECT /",
          "GET *",
          "QUERY *",
          "GET /WEB-INF/web.xml",
          "GET /META-INF/MANIFEST.MF",
          "GET /web-inf",
          "GET /swagger-ui/..;/"
        })
    void refused_request_has_problem_and_security_headers(String request) throws IOException {
      String[] cookies = {"", "\r\nCookie: " + "a=b; ".repeat(300)};
      for (String cookie : cookies) {
        assertThat(send(port, request, "Host: localhost" + cookie, ""))
            .matches("(?s)HTTP/1.1 (4\\d\\d|501) .*")
            .contains("Content-Type: application/problem+json")
            .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src")
            .contains("X-Frame-Options: DENY", "Cross-Origin-Resource-Policy: same-origin");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CONNECT / HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n",
          "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n"
              + "Transfer-Encoding: identity\r\n\r\n{}"
        })
    void unsupported_http_is_not_a_fault_of_the_server(String request) throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        assertThat(http.write(request).answer())
            .startsWith("HTTP/1.1 501")
            .contains("Content-Type: application/problem+json")
            .contains("\"type\":\"/problems/not-supported\"", "\"status\":501");
      }
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "trellis.access.token=" + TOKEN)
  class WithToken {
    @LocalServerPort int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @ParameterizedTest
    @ValueSource(
        strings = {
          EXPERIMENTS,
          "/%61pi/v1/experiments",
          "//api/v1/experiments",
          "/x/../api/v1/experiments",
          "/api;x=y/v1/experiments",
          "/actuator/prometheus",
          "/actuator/healthy",
          "/v3/api-docs",
          "/swagger-ui/index.html",
          "/swagger-ui.html",
          "/webjars/swagger-ui/index.html",
          "/api/2.0/mlflow/experiments/list",
          "/added/later"
        })
    void nothing_is_told_without_it(String path) throws IOException {
      assertThat(get(port, path, "Host: localhost"))
          .matches("(?s)HTTP/1.1 40[01] .*")
          .contains("application/problem+json");
    }

    @Test
    void missing_token_is_answered_with_what_to_send() throws IOException {
      assertThat(get(port, EXPERIMENTS, "Host: localhost"))
          .startsWith("HTTP/1.1 401")
          .contains("Authorization: Bearer", "WWW-Authenticate: Bearer", "Connection: close");
      assertThat(send(port, "POST /nope", "Host: localhost", "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void wrong_token_is_refused() throws IOException {
      assertThat(get(port, EXPERIMENTS, "Host: localhost\r\nAuthorization: Bearer open"))
          .startsWith("HTTP/1.1 401");
      assertThat(get(port, "/?token=open", "Host: localhost"))
          .startsWith("HTTP/1.1 401")
          .doesNotContain("Set-Cookie");
      assertThat(get(port, "/?token=%ff%zz", "Host: localhost")).doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void scheme_is_read_in_any_case(String scheme) throws IOException {
      String header = "Host: localhost\r\nAuthorization: %s %s".formatted(scheme, TOKEN);

      assertThat(get(port, EXPERIMENTS, header)).startsWith("HTTP/1.1 200");
    }

    @Test
    void token_opens_the_api_under_every_name() throws IOException {
      assertThat(get(port, EXPERIMENTS, BEARER.replace("localhost", "trellis.example")))
          .startsWith("HTTP/1.1 200");
    }

    @Test
    void login_starts_a_session_that_does_not_reveal_the_token() throws IOException {
      String first = get(port, "/?token=" + TOKEN, "Host: localhost:" + port);
      String second = get(port, "/?token=open.sesame%2Bopen%2Fsesame", "Host: localhost:" + port);

      assertThat(first)
          .startsWith("HTTP/1.1 302")
          .contains("\r\nLocation: /\r\n", "HttpOnly", "SameSite=Strict")
          .doesNotContain("Secure");
      assertThat(cookie(first)).isNotEqualTo(cookie(second));
      byte[] value = Base64.getUrlDecoder().decode(cookie(first).replaceAll(".*=", ""));
      assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
      assertThat(get(port, EXPERIMENTS, withCookie(first))).startsWith("HTTP/1.1 200");
    }

    @Test
    void token_in_the_header_starts_a_session() throws IOException {
      String host = "Host: localhost:%1$d\r\nOrigin: http://localhost:%1$d".formatted(port);
      String bearer = "\r\nAuthorization: Bearer " + TOKEN;
      String login = send(port, "POST " + SESSION, host + bearer, "");

      assertThat(login)
          .startsWith("HTTP/1.1 200")
          .contains("HttpOnly", "SameSite=Strict", "Cache-Control: no-store", "{\"active\":true}");
      assertThat(get(port, EXPERIMENTS, withCookie(login))).startsWith("HTTP/1.1 200");
      assertThat(
              send(port, "POST " + SESSION, "Host: localhost\r\nAuthorization: Bearer wrong", ""))
          .startsWith("HTTP/1.1 401")
          .doesNotContain("Set-Cookie");
      assertThat(send(port, "POST " + SESSION, "Host: localhost", "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void logout_ends_this_session_alone() throws IOException {
      String ended = get(port, "/?token=" + TOKEN, "Host: localhost:" + port);
      String other = get(port, "/?token=" + TOKEN, "Host: localhost:" + port);
      String origin = "\r\nOrigin: http://localhost:" + port;

      assertThat(send(port, "POST /logout", withCookie(ended) + origin, ""))
          .startsWith("HTTP/1.1 204")
          .contains("Max-Age=0");
      assertThat(get(port, EXPERIMENTS, withCookie(ended))).startsWith("HTTP/1.1 401");
      assertThat(get(port, EXPERIMENTS, withCookie(other))).startsWith("HTTP/1.1 200");
    }

    @Test
    void session_is_active_for_the_cookie_alone() throws IOException {
      String login = get(port, "/?token=" + TOKEN, "Host: localhost:" + port);

      assertThat(get(port, SESSION, withCookie(login)))
          .startsWith("HTTP/1.1 200")
          .contains("Cache-Control: no-store")
          .contains("{\"active\":true}");
      assertThat(get(port, SESSION, BEARER)).contains("{\"active\":false}");
      assertThat(get(port, SESSION, "Host: localhost")).startsWith("HTTP/1.1 401");
    }

    @Test
    void token_as_cookie_is_not_accepted() throws IOException {
      String encoded =
          Base64.getUrlEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));

      for (String value : new String[] {TOKEN, encoded}) {
        String cookies = "trellis_token=%1$s; trellis_session_%2$d=%1$s".formatted(value, port);
        assertThat(
                get(port, EXPERIMENTS, "Host: localhost:%d\r\nCookie: %s".formatted(port, cookies)))
            .startsWith("HTTP/1.1 401");
      }
    }

    @Test
    void wrong_tokens_are_counted_in_metrics() throws IOException {
      get(port, EXPERIMENTS, "Host: localhost\r\nAuthorization: Bearer wrong");

      assertThat(get(port, "/actuator/prometheus", BEARER))
          .containsPattern("trellis_access_refused_total\\{reason=\"wrong_token\"} [1-9]");
    }

    @Test
    void every_address_of_the_dashboard_is_open() throws IOException {
      var pages =
          mapping.getHandlerMethods().entrySet().stream()
              .filter(
                  each -> each.getValue().getBeanType().getSimpleName().equals("DashboardPages"))
              .flatMap(each -> each.getKey().getPatternValues().stream())
              .toList();

      assertThat(pages).contains("/workers", "/experiments/{id}");
      for (String page : pages) {
        String path = page.replaceAll("\\{[^}]*}", "1");
        assertThat(get(port, path, "Host: localhost")).as(path).doesNotStartWith("HTTP/1.1 401");
        assertThat(send(port, "POST " + path, "Host: localhost", "")).startsWith("HTTP/1.1 401");
      }
    }

    @Test
    void health_is_no_secret() throws IOException {
      assertThat(get(port, "/actuator/health", "Host: localhost")).startsWith("HTTP/1.1 200");
    }

    private String withCookie(String login) {
      return "Host: localhost:%d\r\nCookie: %s".formatted(port, cookie(login));
    }

    private static String cookie(String login) {
      assertThat(login).matches(COOKIE);
      return login.replaceAll(COOKIE, "$1");
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(
      properties = {"trellis.access.token=" + TOKEN, "server.forward-headers-strategy=native"})
  class BehindProxy {
    private static final String FORWARDED =
        "Host: trellis.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9";

    @LocalServerPort int port;

    @Test
    void cookie_is_bound_to_the_host_and_to_tls() throws IOException {
      String login = get(port, "/?token=" + TOKEN, FORWARDED);

      assertThat(login)
          .contains("\r\nLocation: /\r\n")
          .containsPattern("Set-Cookie: __Host-trellis_session=[^;]+; Path=/;.*; Secure");
      String cookie = login.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");
      assertThat(get(port, EXPERIMENTS, FORWARDED + "\r\nCookie: " + cookie))
          .startsWith("HTTP/1.1 200");
      assertThat(
              send(
                  port,
                  "POST /logout",
                  FORWARDED + "\r\nCookie: " + cookie + "\r\nOrigin: http://trellis.example",
                  ""))
          .startsWith("HTTP/1.1 403");
      assertThat(
              send(
                  port,
                  "POST /logout",
                  FORWARDED + "\r\nCookie: " + cookie + "\r\nOrigin: https://trellis.example",
                  ""))
          .startsWith("HTTP/1.1 204");
    }
  }
}
