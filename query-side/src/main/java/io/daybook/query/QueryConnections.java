package io.daybook.query;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.EventLog;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The connections of queries: a pool of their own, so that no number of queries can take one from
 * the commands and the log. They cannot write, and PostgreSQL itself ends a statement that takes
 * too long. Whoever asks for a {@link DataSource} without this qualifier gets the other pool.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryProperties.class)
class QueryConnections {
  static final String QUERY = "query";

  /** As {@code spring.datasource.hikari} says, but for what is said here. */
  @Bean(defaultCandidate = false)
  @Qualifier(QUERY)
  HikariDataSource queryDataSource(
      JdbcConnectionDetails database, Environment environment, QueryProperties properties) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(database.getJdbcUrl());
    pool.setUsername(database.getUsername());
    pool.setPassword(database.getPassword());
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    pool.setPoolName("daybook-query");
    pool.setMaximumPoolSize(properties.connections());
    pool.setMinimumIdle(Math.min(2, properties.connections()));
    pool.setConnectionTimeout(properties.connectionWithin().toMillis());
    pool.setReadOnly(true);
    var others = pool.getConnectionInitSql();
    pool.setConnectionInitSql(
        (others == null ? "" : others + ";")
            + ReadContract.searchPath()
            + "; set default_transaction_read_only = on; set statement_timeout = "
            + properties.statementWithin().toMillis());
    return pool;
  }

  @Bean(defaultCandidate = false)
  @Qualifier(QUERY)
  JdbcClient queryJdbcClient(@Qualifier(QUERY) DataSource connections) {
    return JdbcClient.create(connections);
  }

  /** Time travel reads the log itself, and takes no connection from it. */
  @Bean(defaultCandidate = false)
  @Qualifier(QUERY)
  EventLog queryEventLog(EventLog log, @Qualifier(QUERY) DataSource connections) {
    return log.through(connections);
  }
}
