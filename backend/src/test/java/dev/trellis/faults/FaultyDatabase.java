package dev.trellis.faults;

import dev.trellis.testing.Proxies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
   * @param lostAnswers every so many-th commit, also that of a single statement, goes through and
   *     the caller is told that it did not; 0 for none
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
    return proxy(DataSource.class, database, this::faultyToo);
  }

  private Object faultyToo(Object answer) {
    if (answer instanceof Connection connection) {
      return proxy(Connection.class, connection, this::faultyToo);
    }
    return answer instanceof PreparedStatement statement
        ? proxy(PreparedStatement.class, statement, same -> same)
        : answer;
  }

  private <T> T proxy(Class<T> type, T target, UnaryOperator<Object> wrap) {
    return Proxies.proxy(
        type,
        (self, method, arguments) -> {
          try {
            breakBefore(method, arguments);
            Object answer = method.invoke(target, arguments);
            breakAfter(method, target);
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

  private void breakAfter(Method method, Object target) throws SQLException {
    if (lostAnswers > 0
        && isCommit(method, target)
        && commits.incrementAndGet() % lostAnswers == 0) {
      throw new SQLException("the answer was lost on the way", "08006");
    }
  }

  private static boolean isCommit(Method method, Object target) throws SQLException {
    return switch (method.getName()) {
      case "commit" -> true;
      case "executeUpdate" ->
          target instanceof PreparedStatement statement
              && statement.getConnection().getAutoCommit();
      default -> false;
    };
  }
}
