package io.daybook.query;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Out of service until each read model has a generation of the version that this release reads. It
 * is part of the readiness: after a release that changed a model, other processes answer until the
 * model is built.
 */
@Component("readModels")
class ReadModelsHealth extends AbstractHealthIndicator {
  private final JdbcClient jdbc;
  private volatile boolean areThere;

  ReadModelsHealth(@Qualifier("query") JdbcClient jdbc) {
    super("The read models could not be looked for");
    this.jdbc = jdbc;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (!areThere) {
      var missing = ReadContract.missing(jdbc);
      areThere = missing.isEmpty();
      if (!areThere) {
        health.outOfService().withDetail("building", missing);
        return;
      }
    }
    health.up();
  }
}
