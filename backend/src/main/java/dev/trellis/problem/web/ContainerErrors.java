package dev.trellis.problem.web;

import dev.trellis.problem.ProblemKind;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that the servlet container finds before any controller is asked, as problems too. */
@RestController
@Hidden
class ContainerErrors implements ErrorController {
  @RequestMapping("${server.error.path:/error}")
  ResponseEntity<Object> error(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    ProblemKind kind =
        status instanceof Integer code ? ProblemKind.ofStatus(code) : ProblemKind.NOT_FOUND;
    return ProblemResponse.of(kind, detail(request, kind), String.valueOf(path), List.of())
        .entity(HttpHeaders.EMPTY);
  }

  private static String detail(HttpServletRequest request, ProblemKind kind) {
    return request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String message
            && !message.isBlank()
        ? message
        : kind.title() + ".";
  }
}
