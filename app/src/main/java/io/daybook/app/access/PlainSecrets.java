package io.daybook.app.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares the secrets of the accounts, in a time that says nothing of them. They are 256 random
 * bits, and are in a file beside the key anyway; hashing them would protect nobody.
 */
final class PlainSecrets implements PasswordEncoder {

  @Override
  public @Nullable String encode(@Nullable CharSequence secret) {
    return secret == null ? null : secret.toString();
  }

  @Override
  public boolean matches(@Nullable CharSequence secret, @Nullable String known) {
    return secret != null
        && known != null
        && MessageDigest.isEqual(
            secret.toString().getBytes(StandardCharsets.UTF_8),
            known.getBytes(StandardCharsets.UTF_8));
  }
}
