package io.daybook.app.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults.Kind;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/**
 * Webhooks that the provider has signed and that say something else than we expect. More of them,
 * or others: {@code -Ddaybook.fuzz.requests=100000 -Ddaybook.fuzz.seed=7}. The payment may wait for
 * as long as that takes: after its deadline the order would be cancelled, as it should be.
 */
@TestPropertySource(properties = "daybook.fulfilment.stage-deadline=10m")
class WebhookFuzzIT extends OutsideForTests {
  private static final int REQUESTS = Integer.getInteger("daybook.fuzz.requests", 1_000);
  private static final long SEED = Long.getLong("daybook.fuzz.seed", 10);

  private static final List<String> GARBAGE =
      List.of(
          "null",
          "true",
          "-1",
          "1E+300000000",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"00000000-0000-0000-0000-00000000000g\"",
          "\"" + "9".repeat(10_000) + "\"",
          "[]",
          "[[[[[]]]]]",
          "[".repeat(2_000) + "]".repeat(2_000),
          "{}",
          "{\"id\":{}}",
          "{\"metadata\":[]}",
          "{\"call_key\":1}",
          "{\"object\":\"charge\"}");

  @Autowired Environment environment;

  @Test
  void what_is_signed_and_makes_no_sense_is_no_failure_and_leaves_nothing_behind() {
    var sku = product("A-", "3.00", 5);
    fail("payments.create", Kind.ERROR, null);
    var order = place(token, Map.of(sku, 1));
    await().until(() -> waits(order));
    var key =
        jdbc.queryForObject(
            "select key from outside.call where order_id = ? and port = 'PAYMENT'",
            String.class,
            order);
    var random = new Random(SEED);
    for (int n = 0; n < REQUESTS; n++) {
      var body = spoiled(random, key);
      var answer = send("POST", "/api/webhooks/payments", body, "Stripe-Signature", signed(body));
      assertThat(answer.status())
          .as("seed %d, webhook %d: %.500s\n%s", SEED, n, body, answer)
          .isEqualTo(body.isBlank() ? 400 : 204);
    }
    assertThat(
            jdbc.queryForList(
                "select event_id from outside.webhook where event_id !~ '^[A-Za-z0-9_]{1,255}$'"))
        .isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from outside.call where order_id = ? and port = 'PAYMENT'",
                Integer.class,
                order))
        .isEqualTo(1);
    await().until(() -> rests(order)); // what an attempt under way ends with would undo the resume
    everythingWorksAgain();
    post("/api/operations/fulfilments/" + order + "/resume", Map.of()); // if it was parked
    awaitStatus(order, "PICKING");
    assertThat(intentsOf(order)).hasSize(1);
  }

  private boolean waits(String order) {
    return jdbc.queryForObject(
        "select count(*) > 0 from outside.call where order_id = ? and port = 'PAYMENT' and last_failure is not null",
        Boolean.class,
        order);
  }

  private boolean rests(String order) {
    return jdbc.queryForObject(
        "select held_until is null from outside.call where order_id = ? and port = 'PAYMENT'",
        Boolean.class,
        order);
  }

  /** An event of the provider in which one part, or all, is something else. */
  private static String spoiled(Random random, String key) {
    if (random.nextInt(10) == 0) {
      return pick(GARBAGE, random);
    }
    var spoiled = random.nextInt(7);
    var metadata = part(random, spoiled == 0, "{\"call_key\":%s}");
    var object = part(random, spoiled == 1, "{\"id\":\"pi_1\",\"object\":%s,\"metadata\":%s}");
    var event = "{\"id\":%s,\"object\":\"event\",\"type\":%s,\"data\":{\"object\":%s}}";
    var body =
        fill(
            event,
            part(random, spoiled == 2, "\"evt_" + random.nextInt(1_000) + "\""),
            part(random, spoiled == 3, "\"payment_intent.succeeded\""),
            fill(
                object,
                part(random, spoiled == 4, "\"payment_intent\""),
                fill(metadata, part(random, spoiled == 5, "\"" + key + "\""))));
    return spoiled == 6 ? body.substring(0, random.nextInt(body.length())) : body;
  }

  private static String part(Random random, boolean spoiled, String otherwise) {
    return spoiled ? pick(GARBAGE, random) : otherwise;
  }

  /** Where the template is garbage itself there is nothing to fill. */
  private static String fill(String template, String... values) {
    var filled = template;
    for (var value : values) {
      var at = filled.indexOf("%s");
      filled = at < 0 ? filled : filled.substring(0, at) + value + filled.substring(at + 2);
    }
    return filled;
  }

  private static String pick(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  private String signed(String body) {
    var secret = environment.getProperty("daybook.outside-world.webhook-secret", "whsec_daybook");
    var time = Instant.now().getEpochSecond();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      var hash = HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(UTF_8)));
      return "t=" + time + ",v1=" + hash;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
