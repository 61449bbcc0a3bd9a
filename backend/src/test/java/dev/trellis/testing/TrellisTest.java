package dev.trellis.testing;

import dev.trellis.TrellisApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A whole Trellis on a random port: real PostgreSQL with a database of its own, real Tomcat, real
 * training in this process. The context is shared by all tests that ask for it in the same way.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = TrellisApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "trellis.worker.mode=inline",
      "trellis.worker.trials=2",
      "trellis.worker.poll=20ms"
    })
@ContextConfiguration(initializers = TestEnvironment.class)
public @interface TrellisTest {}
