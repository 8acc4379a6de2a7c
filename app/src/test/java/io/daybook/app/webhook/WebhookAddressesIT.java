package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** As in production: nobody has us call what only we can reach. */
@TestPropertySource(properties = "daybook.webhooks.unsafe-addresses=false")
@DirtiesContext
class WebhookAddressesIT extends WebhooksForTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/hooks",
        "https://localhost/hooks",
        "https://127.0.0.1/hooks",
        "https://2130706433/hooks",
        "https://[::1]/hooks",
        "https://[::ffff:169.254.169.254]/latest/meta-data",
        "https://10.0.0.7:5432/"
      })
  void an_address_that_is_inside_as_it_stands_is_refused(String url) {
    var refused = make(UUID.randomUUID().toString(), Map.of("url", url, "types", List.of(RENAMED)));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
  }

  /**
   * The name of this machine is one that leads inside; the answer is that of a name that nobody
   * knows.
   */
  @Test
  void a_name_that_leads_inside_is_never_called_and_looks_like_one_that_does_not_exist()
      throws Exception {
    var inside = InetAddress.getLocalHost().getHostName();
    for (var host : List.of(inside, "no-such-host.invalid")) {
      var shop =
          made(
              make(
                  UUID.randomUUID().toString(),
                  Map.of(
                      "url",
                      "https://" + host + ":" + receiver.port() + "/hooks",
                      "types",
                      List.of(RENAMED))));
      var sku = product("INSIDE-", "3.00", 0);
      rename(sku, "one");
      await()
          .until(() -> !send("GET", shop.path() + "/deliveries", "", asOwner()).body().isEmpty());
      var attempt = send("GET", shop.path() + "/deliveries", "", asOwner()).body().path(0);
      assertThat(attempt.path("failure").asString()).isEqualTo("NO_ADDRESS");
      assertThat(attempt.path("status").isNull()).isTrue();
    }
    assertThat(receiver.all("hooks")).isEmpty();
  }
}
