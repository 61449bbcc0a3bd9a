package dev.trellis.faults;

import dev.trellis.TrellisApplication;
import dev.trellis.training.ModelFamilies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Trellis with the scripted family instead of real ones, and faults built in on demand. */
public final class FaultyTrellis {
  private FaultyTrellis() {}

  public static void main(String[] arguments) {
    System.setProperty(TrellisApplication.MAIN, FaultyTrellis.class.getName());
    SpringApplication application = new SpringApplication(TrellisApplication.class, Wiring.class);
    application.setAdditionalProfiles(arguments[0]);
    application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Registered by name only, so that no other Trellis under test finds it. */
  static class Wiring {
    @Bean
    @Primary
    ModelFamilies scriptedFamilies() {
      return new ModelFamilies(List.of(new ScriptedFamily()));
    }

    /** A machine whose clock is wrong. */
    @Bean
    @Primary
    InstantSource wrongTime() {
      return InstantSource.offset(
          InstantSource.system(), Duration.ofMinutes(Long.getLong("minutes-off", 0)));
    }

    @Bean
    static BeanPostProcessor faultyDatabase() {
      return new FaultyDatabase(
          Integer.getInteger("lost-answers", 0), System.getProperty("unanswered", ""));
    }
  }
}
