package io.daybook.privacy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code daybook.privacy.*}: what becomes of personal data.
 *
 * @param masterKey 32 bytes in base64 by which the keys of customers are wrapped; empty for one in
 *     a file, which the embedded database alone may have
 * @param formerMasterKeys which keys were wrapped by before, until all are wrapped anew
 * @param directory where the file with the master key is
 * @param register the file that remembers erasures outside of the database; null for one in the
 *     directory, if the database is our own too, and for none if it is not
 * @param cachedKeys so many keys are remembered in memory, the latest ones
 * @param cachedFor so long a key is remembered at most
 * @param settle how long an erasure waits after it was asked for, so that no process writes under
 *     the key any more when it is deleted
 * @param fourEyes whether somebody else has to confirm an erasure
 */
@ConfigurationProperties("daybook.privacy")
public record PrivacyProperties(
    @Nullable String masterKey,
    @DefaultValue List<String> formerMasterKeys,
    @DefaultValue(".daybook") Path directory,
    @Nullable Path register,
    @DefaultValue("100000") long cachedKeys,
    @DefaultValue("5m") Duration cachedFor,
    @DefaultValue("15s") Duration settle,
    @DefaultValue("false") boolean fourEyes) {

  /** An empty text means that there is none. */
  public PrivacyProperties {
    masterKey = masterKey == null || masterKey.isBlank() ? null : masterKey.strip();
    register = register == null || register.toString().isBlank() ? null : register;
    formerMasterKeys = List.copyOf(formerMasterKeys);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "PrivacyProperties[directory=%s, register=%s, cachedKeys=%d, cachedFor=%s, settle=%s, fourEyes=%s]"
        .formatted(directory, register, cachedKeys, cachedFor, settle, fourEyes);
  }
}
