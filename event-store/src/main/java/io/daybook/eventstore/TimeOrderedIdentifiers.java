package io.daybook.eventstore;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Names messages with UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random
 * bits. They name and do not guard, so the random bits need not come from the system's entropy,
 * which threads would queue for.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  @Override
  public String generateIdentifier() {
    var random = ThreadLocalRandom.current();
    var high = System.currentTimeMillis() << 16 | VERSION_7 | random.nextInt(1 << 12);
    var low = VARIANT | random.nextLong() >>> 2;
    return new UUID(high, low).toString();
  }
}
