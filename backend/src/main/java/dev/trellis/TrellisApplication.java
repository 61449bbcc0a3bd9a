package dev.trellis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The front door of the jar. */
@SpringBootApplication
public class TrellisApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TrellisApplication.class, arguments);
  }
}
