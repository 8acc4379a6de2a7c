package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.PostgresForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SecretTableIT {
  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final DataSource connections = PostgresForTests.connectionsTo(database);
  private final JdbcTemplate jdbc = new JdbcTemplate(connections);
  private final SubscriptionId id = new SubscriptionId(UUID.randomUUID());

  /** Seals by turning bits, and knows the keys that it is told. */
  private record Turning(String key, List<String> known) implements SecretSealer {
    @Override
    public byte[] seal(byte[] secret, String purpose) {
      return turned(secret, key + purpose);
    }

    @Override
    public byte[] open(String by, byte[] sealed, String purpose) {
      if (!known.contains(by)) {
        throw new IllegalStateException("No key " + by);
      }
      return turned(sealed, by + purpose);
    }

    private static byte[] turned(byte[] bytes, String by) {
      var mask = by.getBytes(StandardCharsets.UTF_8);
      var turned = bytes.clone();
      for (int i = 0; i < turned.length; i++) {
        turned[i] ^= mask[i % mask.length];
      }
      return turned;
    }
  }

  @BeforeEach
  void make() {
    Flyway.configure()
        .dataSource(connections)
        .schemas("relay")
        .locations("classpath:db/relay")
        .load()
        .migrate();
    new SubscriptionTable(connections)
        .add(id, "owner", "hash", new SubscriptionTable.Wanted("https://a.example", List.of(), ""));
  }

  @Test
  void what_a_former_key_has_sealed_is_sealed_anew_and_needs_it_no_more() {
    var secret = SigningSecret.random();
    table("one", "one").add(id, secret, Duration.ZERO);
    var both = table("two", "one", "two");
    both.tidy();
    assertThat(jdbc.queryForList("select master from relay.webhook_secret", String.class))
        .containsExactly("two");
    assertThat(texts(table("two", "two"))).containsExactly(secret.text());
    assertThatThrownBy(() -> table("one", "one").open(id))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void former_secrets_are_valid_for_a_time_the_latest_comes_first_and_none_lives_longer() {
    var table = table("one", "one");
    var secrets = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      var secret = SigningSecret.random();
      secrets.addFirst(secret.text());
      table.add(id, secret, Duration.ofHours(i == 1 ? 1 : 24));
    }
    assertThat(texts(table)).isEqualTo(secrets);
    var until = table.valid(id);
    assertThat(until.getFirst().until()).isNull();
    assertThat(until.get(2).until()).isBefore(until.get(1).until());
    table.add(id, SigningSecret.random(), Duration.ZERO);
    assertThat(table.valid(id)).hasSize(1);
    table.tidy();
    assertThat(jdbc.queryForList("select number from relay.webhook_secret", Integer.class))
        .containsExactly(4);
  }

  private SecretTable table(String key, String... known) {
    return new SecretTable(connections, new Turning(key, List.of(known)));
  }

  private List<String> texts(SecretTable table) {
    return table.open(id).stream().map(one -> one.secret().text()).toList();
  }
}
