package io.daybook.app.seeing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.web.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that a real Prometheus reads, with our rules but without their patience, which says
 * which alerts fire. Without Prometheus these tests are skipped.
 */
abstract class WatchedPlatform extends TracedPlatform {
  @TempDir Path directory;

  PrometheusForTests prometheus;

  @BeforeEach
  void watch() throws IOException {
    assumeTrue(Observability.hasPrometheus(), "Prometheus is not installed");
    watch(port);
  }

  /** Begins anew, with these processes. */
  void watch(int... targets) throws IOException {
    watchNoMore();
    prometheus = new PrometheusForTests(directory, bearer("scraper", Role.SCRAPER), targets);
  }

  @AfterEach
  void watchNoMore() {
    if (prometheus != null) {
      prometheus.close();
    }
  }
}
