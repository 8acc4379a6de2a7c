package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedMessageTest {
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  /** The vector that the libraries of Standard Webhooks are tested with. */
  @Test
  void it_signs_as_the_specification_does() {
    var secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var signed = SignedMessage.of("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY, List.of(secret));
    assertThat(signed.signature()).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(signed.timestamp()).isEqualTo(1_614_265_330);
  }

  @Test
  void each_secret_has_its_signature_the_latest_first() {
    var latest = SigningSecret.random();
    var former = SigningSecret.random();
    var signatures =
        SignedMessage.of("id", AT, BODY, List.of(latest, former)).signature().split(" ");
    assertThat(signatures)
        .containsExactly(
            latest.sign("id", AT.getEpochSecond(), BODY),
            former.sign("id", AT.getEpochSecond(), BODY))
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_signed_is_the_id_the_time_and_every_byte() {
    var secret = SigningSecret.random();
    assertThat(secret.sign("a", 1, BODY))
        .isNotEqualTo(secret.sign("b", 1, BODY))
        .isNotEqualTo(secret.sign("a", 2, BODY))
        .isNotEqualTo(secret.sign("a", 1, new byte[0]));
  }

  @Test
  void an_id_that_could_be_taken_for_more_is_not_signed() {
    assertThatThrownBy(() -> SignedMessage.of("a.1", AT, BODY, List.of(SigningSecret.random())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignedMessage.of("a", AT, BODY, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_secret_is_written_as_it_is_read_and_in_no_log() {
    var secret = SigningSecret.random();
    assertThat(SigningSecret.parse(secret.text()).bytes()).isEqualTo(secret.bytes());
    assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
    assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_?"})
  void what_is_no_secret_is_refused(String text) {
    assertThatThrownBy(() -> SigningSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
