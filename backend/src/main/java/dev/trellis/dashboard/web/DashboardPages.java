package dev.trellis.dashboard.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Routes of the dashboard. All routes return the same HTML page; its script reads the URL. */
@Controller
@Hidden
class DashboardPages {
  @GetMapping({
    "/new",
    "/experiments",
    "/experiments/{id}",
    "/trials/{id}",
    "/compare",
    "/datasets",
    "/datasets/{name}",
    "/workers"
  })
  String page() {
    return "forward:/index.html";
  }
}
