package dev.trellis.dashboard.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every address of the dashboard is the same page; the script in it reads the address. */
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
