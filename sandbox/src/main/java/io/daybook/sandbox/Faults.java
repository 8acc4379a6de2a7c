package io.daybook.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong, by plan. A rule applies to an operation, or to all that begin alike, and perhaps
 * only where a text occurs in the request, such as a card token or a SKU; it strikes with a
 * probability, drawn from a seed, and at most a number of times.
 */
public final class Faults {
  /** Docs.stripe.com/api/idempotent_requests: keys may be removed once they are this old. */
  private static final Duration KEY_LIFE = Duration.ofHours(24);

  private final Map<String, Integer> injected = new TreeMap<>();
  private Random random = new Random(0);
  private List<Rule> rules = List.of();
  private int[] left = new int[0];
  private Duration keyLife = KEY_LIFE;

  /** What can go wrong. */
  public enum Kind {
    /** The answer comes late. */
    LATENCY,
    /** The card is declined, or the recipient of a mail; operation {@code mail}. */
    DECLINE,
    /** Status 500 before the work. */
    ERROR,
    /**
     * Status 500 before the work, which is stored under the request's key and answered again as
     * long as the key lives; payments only.
     */
    STORED_ERROR,
    /** The same, but the work is done. */
    STORED_ERROR_AFTER,
    /** Status 429 before the work. */
    RATE_LIMIT,
    /** The connection breaks before the work. */
    RESET_BEFORE,
    /** The work is done, and the connection breaks before the answer. */
    RESET_AFTER,
    /** A webhook is sent twice; operation {@code webhook}. */
    DUPLICATE_WEBHOOK,
    /** A webhook is not sent; operation {@code webhook}. */
    LOST_WEBHOOK
  }

  /**
   * One rule.
   *
   * @param operation such as {@code payments.create}, or the beginning of some and {@code *}, such
   *     as {@code payments.*}, or {@code *} for all
   * @param match a text in the request, or null for every request
   * @param probability 0 to 1
   * @param latencyMillis for {@link Kind#LATENCY}
   * @param times how often it strikes at most; null for without end
   */
  public record Rule(
      String operation,
      @Nullable String match,
      Kind fault,
      double probability,
      int latencyMillis,
      @Nullable Integer times) {

    /** An always striking fault of an operation. */
    public static Rule always(String operation, Kind fault) {
      return new Rule(operation, null, fault, 1, 0, null);
    }

    /**
     * Nothing of a side is reached until the plan is changed.
     *
     * @param side such as {@code payments} or {@code carrier}
     */
    public static Rule outage(String side) {
      return always(side + ".*", Kind.RESET_BEFORE);
    }

    private boolean isAbout(String asked) {
      return operation.endsWith("*")
          ? asked.startsWith(operation.substring(0, operation.length() - 1))
          : operation.equals(asked);
    }
  }

  /**
   * A seed and rules, which replace those of before.
   *
   * @param keyLifeMillis after so long the provider forgets a key; null for its usual 24 hours
   */
  public record Plan(long seed, List<Rule> rules, @Nullable Long keyLifeMillis) {
    public Plan {
      rules = List.copyOf(rules);
    }

    /** With keys that live as long as usual. */
    public Plan(long seed, List<Rule> rules) {
      this(seed, rules, null);
    }
  }

  /** Replaces the plan. */
  public synchronized void plan(Plan plan) {
    random = new Random(plan.seed());
    rules = plan.rules();
    keyLife = plan.keyLifeMillis() == null ? KEY_LIFE : Duration.ofMillis(plan.keyLifeMillis());
    left =
        rules.stream()
            .mapToInt(rule -> rule.times() == null ? Integer.MAX_VALUE : rule.times())
            .toArray();
  }

  /** How often each kind has struck. */
  public synchronized Map<String, Integer> injected() {
    return Map.copyOf(injected);
  }

  /** After so long a key is forgotten. */
  synchronized Duration keyLife() {
    return keyLife;
  }

  /** Whether a fault strikes a request now; it is counted. */
  boolean strikes(Kind fault, String operation, String request) {
    return struck(fault, operation, request) != null;
  }

  /** Sleeps as long as the plan says. */
  void delay(String operation, String request) throws InterruptedException {
    var rule = struck(Kind.LATENCY, operation, request);
    if (rule != null) {
      TimeUnit.MILLISECONDS.sleep(rule.latencyMillis());
    }
  }

  private synchronized @Nullable Rule struck(Kind fault, String operation, String request) {
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (rule.fault() == fault
          && left[i] > 0
          && rule.isAbout(operation)
          && (rule.match() == null || request.contains(rule.match()))
          && random.nextDouble() < rule.probability()) {
        left[i]--;
        injected.merge(operation + "/" + fault, 1, Integer::sum);
        return rule;
      }
    }
    return null;
  }
}
