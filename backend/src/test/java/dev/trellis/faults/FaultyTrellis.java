package dev.trellis.faults;

import dev.trellis.SameProgram;
import dev.trellis.TrellisApplication;
import dev.trellis.testing.Proxies;
import dev.trellis.training.ModelFamilies;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Trellis with the scripted family instead of real ones, and faults built in on demand. */
public final class FaultyTrellis {
  private FaultyTrellis() {}

  public static void main(String[] arguments) {
    System.setProperty(SameProgram.MAIN, FaultyTrellis.class.getName());
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
    static BeanPostProcessor lostAnswers() {
      return new LostAnswers(Integer.getInteger("lost-answers", 0));
    }
  }

  /**
   * Every so many-th commit goes through and the caller is told that it did not.
   *
   * @param every 0 for none
   */
  private record LostAnswers(int every, AtomicLong commits) implements BeanPostProcessor {
    LostAnswers(int every) {
      this(every, new AtomicLong());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return every > 0 && bean instanceof DataSource database ? lossy(database) : bean;
    }

    private DataSource lossy(DataSource database) {
      return proxy(
          DataSource.class,
          database,
          answer ->
              answer instanceof Connection connection
                  ? proxy(Connection.class, connection, same -> same)
                  : answer);
    }

    private <T> T proxy(Class<T> type, T target, java.util.function.UnaryOperator<Object> wrap) {
      return Proxies.proxy(
          type,
          (self, method, arguments) -> {
            try {
              Object answer = method.invoke(target, arguments);
              if (method.getName().equals("commit") && commits.incrementAndGet() % every == 0) {
                throw new SQLException("the answer was lost on the way", "08006");
              }
              return answer == null ? null : wrap.apply(answer);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }
}
