package io.daybook.web.access;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.auth.*}: whose tokens are believed.
 *
 * @param issuer as in the claim {@code iss}; empty for the issuer that comes with the embedded
 *     database
 * @param audience one of a token's {@code aud} must be this
 * @param clockSkew how far the clocks of issuer and platform may be apart
 * @param directory where the issuer of our own keeps its key and its accounts
 * @param tokenLife how long the tokens of the issuer of our own are valid
 * @param accountSecret of all accounts of the issuer of our own; empty for one of its own for each,
 *     which is made at the first start
 * @param consoles origins of consoles, beside that of the same process, to which the issuer of our
 *     own sends whoever has signed in
 */
@Validated
@ConfigurationProperties("daybook.auth")
public record AuthProperties(
    @Nullable String issuer,
    @DefaultValue("daybook") @NotBlank String audience,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue(".daybook/auth") Path directory,
    @DefaultValue("15m") Duration tokenLife,
    @Nullable String accountSecret,
    @DefaultValue List<String> consoles) {

  /** An empty text means that there is none. */
  public AuthProperties {
    issuer = issuer == null || issuer.isBlank() ? null : issuer.strip();
    accountSecret = accountSecret == null || accountSecret.isBlank() ? null : accountSecret;
    consoles = List.copyOf(consoles);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AuthProperties[issuer=%s, audience=%s, clockSkew=%s, directory=%s, tokenLife=%s]"
        .formatted(issuer, audience, clockSkew, directory, tokenLife);
  }
}
