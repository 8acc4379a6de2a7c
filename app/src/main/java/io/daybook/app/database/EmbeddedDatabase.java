package io.daybook.app.database;

import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts PostgreSQL beside the platform unless {@code daybook.database=external}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "daybook.database", havingValue = "embedded", matchIfMissing = true)
@EnableConfigurationProperties(EmbeddedDatabaseProperties.class)
public class EmbeddedDatabase {

  @Bean(destroyMethod = "close")
  PostgresServer postgresServer(
      EmbeddedDatabaseProperties properties, ObjectProvider<EarlyPostgres> early)
      throws IOException {
    var begun = early.getIfAvailable();
    return begun != null
        ? begun.server()
        : PostgresServer.startOrAdopt(properties.directory(), properties.port());
  }

  /** The data source closes before the server does, because it depends on it. */
  @Bean
  JdbcConnectionDetails embeddedConnection(PostgresServer server) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return "postgres";
      }

      @Override
      public String getPassword() {
        return server.password();
      }

      @Override
      public String getJdbcUrl() {
        return server.jdbcUrl();
      }
    };
  }
}
