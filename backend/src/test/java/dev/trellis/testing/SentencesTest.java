package dev.trellis.testing;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests over HTTP that begin with a small text in place, the dataset {@code sentences}. */
@TrellisTest
public abstract class SentencesTest {
  @Autowired protected JdbcClient jdbc;
  protected Api api;

  @BeforeEach
  void importText(@LocalServerPort int port) {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
  }
}
