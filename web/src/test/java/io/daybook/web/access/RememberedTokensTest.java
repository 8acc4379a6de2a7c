package io.daybook.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What is remembered of a token, and what is asked anew. */
class RememberedTokensTest {
  private static final Instant END = Instant.parse("2026-11-28T12:00:00Z");

  private final List<String> verified = new ArrayList<>();
  private final JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
  private final RememberedTokens tokens = new RememberedTokens(this::verify, times);
  private boolean isGood = true;

  private Jwt verify(String token) {
    verified.add(token);
    if (!isGood) {
      throw new BadJwtException("no");
    }
    return Jwt.withTokenValue(token).header("alg", "RS256").expiresAt(END).build();
  }

  @Test
  void a_token_is_verified_once_in_a_while() {
    at(END.minusSeconds(60));
    var first = tokens.decode("a");
    assertThat(tokens.decode("a")).isSameAs(first);
    tokens.decode("b");
    assertThat(verified).containsExactly("a", "b");
  }

  @Test
  void one_that_has_ended_meanwhile_is_verified_anew() {
    at(END.minusSeconds(60));
    tokens.decode("a");
    at(END.plusSeconds(1));
    isGood = false;
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void what_is_refused_is_not_remembered() {
    isGood = false;
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    isGood = true;
    at(END.minusSeconds(60));
    tokens.decode("a");
    assertThat(verified).containsExactly("a", "a");
  }

  private void at(Instant now) {
    times.setClock(Clock.fixed(now, ZoneOffset.UTC));
  }
}
