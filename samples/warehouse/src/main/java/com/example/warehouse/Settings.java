package com.example.warehouse;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse is told when it starts: {@code --name=value} as an argument, or {@code
 * WAREHOUSE_NAME} in the environment, where a dash is an underscore.
 *
 * @param kafka the brokers, as {@code host:port,host:port}
 * @param host the address that the gate listens on
 * @param port where the gate asks over HTTP, 0 for any
 * @param daybook where Daybook's API is
 * @param tokenEndpoint where tokens are to be had
 * @param client as what it is known to the issuer
 * @param token a token that is used as it is, instead of asking the issuer
 * @param labels the directory that labels are printed into; empty for none
 */
record Settings(
    String kafka,
    String jdbcUrl,
    String jdbcUser,
    String jdbcPassword,
    String host,
    int port,
    URI daybook,
    URI tokenEndpoint,
    String client,
    String secret,
    String token,
    String labels) {

  static Settings of(String[] arguments, Map<String, String> environment) {
    var given = new TreeMap<String, String>();
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("--name=value is wanted, not " + argument);
      }
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    var ask = new Source(given, environment);
    var settings =
        new Settings(
            ask.of("kafka", "localhost:9092"),
            ask.of("jdbc-url", "jdbc:postgresql://localhost:15432/postgres"),
            ask.of("jdbc-user", "postgres"),
            ask.of("jdbc-password", ""),
            ask.of("host", "127.0.0.1"),
            Integer.parseInt(ask.of("port", "8090")),
            URI.create(ask.of("daybook", "http://localhost:8080")),
            URI.create(ask.of("token-endpoint", "http://localhost:8080/oauth2/token")),
            ask.of("client", "warehouse"),
            ask.of("secret", ""),
            ask.of("token", ""),
            ask.of("labels", ""));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("There is no setting called " + given.keySet());
    }
    return settings;
  }

  private record Source(Map<String, String> given, Map<String, String> environment) {
    String of(String name, String otherwise) {
      @Nullable String argument = given.remove(name);
      if (argument != null) {
        return argument;
      }
      var variable = "WAREHOUSE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
      return environment.getOrDefault(variable, otherwise);
    }
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "kafka=%s jdbc-url=%s daybook=%s client=%s".formatted(kafka, jdbcUrl, daybook, client);
  }
}
