package com.example.warehouse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

/** The warehouse's own schema. */
final class WarehouseDatabase {
  private static final String SCHEMA = "warehouse";
  private static final int MINUTE_OF_TRIES = 60;

  private WarehouseDatabase() {}

  /** Connections to it; it is there when this comes back. */
  static HikariDataSource open(Settings settings) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.jdbcUser());
    config.setPassword(settings.jdbcPassword());
    config.setSchema(SCHEMA);
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1); // it may come later than the warehouse
    config.addDataSourceProperty("socketTimeout", "20");
    config.addDataSourceProperty("ApplicationName", "warehouse");
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword())
        .connectRetries(MINUTE_OF_TRIES)
        .schemas(SCHEMA)
        .locations("classpath:db/warehouse")
        .load()
        .migrate();
    return new HikariDataSource(config);
  }
}
