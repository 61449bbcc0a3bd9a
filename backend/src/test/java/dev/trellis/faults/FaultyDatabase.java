package dev.trellis.faults;

import dev.trellis.testing.Proxies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Connections that break at chosen moments. */
final class FaultyDatabase implements BeanPostProcessor {
  private final int lostAnswers;
  private final String unanswered;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong questions = new AtomicLong();

  /**
   * @param lostAnswers every so many-th commit goes through and the caller is told that it did not;
   *     0 for none
   * @param unanswered every other statement that contains it is not answered; empty for none
   */
  FaultyDatabase(int lostAnswers, String unanswered) {
    this.lostAnswers = lostAnswers;
    this.unanswered = unanswered;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    boolean faulty = lostAnswers > 0 || !unanswered.isEmpty();
    return faulty && bean instanceof DataSource database ? faulty(database) : bean;
  }

  private DataSource faulty(DataSource database) {
    return proxy(
        DataSource.class,
        database,
        answer ->
            answer instanceof Connection connection
                ? proxy(Connection.class, connection, same -> same)
                : answer);
  }

  private <T> T proxy(Class<T> type, T target, UnaryOperator<Object> wrap) {
    return Proxies.proxy(
        type,
        (self, method, arguments) -> {
          try {
            breakBefore(method, arguments);
            Object answer = method.invoke(target, arguments);
            breakAfter(method);
            return answer == null ? null : wrap.apply(answer);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private void breakBefore(Method method, Object[] arguments) throws SQLException {
    if (!unanswered.isEmpty()
        && method.getName().equals("prepareStatement")
        && arguments[0].toString().contains(unanswered)
        && questions.getAndIncrement() % 2 == 0) {
      throw new SQLException("the connection broke", "08006");
    }
  }

  private void breakAfter(Method method) throws SQLException {
    if (lostAnswers > 0
        && method.getName().equals("commit")
        && commits.incrementAndGet() % lostAnswers == 0) {
      throw new SQLException("the answer was lost on the way", "08006");
    }
  }
}
