package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that one URL names, of which one is the primary, as this process knows them: which
 * was the primary last, and how far the history of the cluster has got. Every promotion begins a
 * new timeline (PostgreSQL documentation, 25.3.6). Whoever answers with an older one than this
 * process has seen is a former primary that nobody has told: its answers are of the past.
 */
final class Servers {
  private static final Logger log = LoggerFactory.getLogger(Servers.class);

  /** As the driver reads them: hosts, separated by commas, up to the name of the database. */
  private static final Pattern WITH_HOSTS = Pattern.compile("(jdbc:postgresql://)([^/?]+)(.*)");

  private static final Map<String, Servers> KNOWN = new ConcurrentHashMap<>();

  private final List<String> urls;
  private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());
  private final AtomicBoolean met = new AtomicBoolean();
  private volatile int latest;
  private Timeline newest = Timeline.UNKNOWN;

  private Servers(String url) {
    this.urls = eachOf(url);
  }

  /** The same for all pools of this process that have the same URL. */
  static Servers of(String url) {
    return KNOWN.computeIfAbsent(url, Servers::new);
  }

  /** Which one is the primary is looked at here, and not by the driver, who would refuse others. */
  static List<String> eachOf(String url) {
    var parts = WITH_HOSTS.matcher(url);
    if (!parts.matches() || !parts.group(2).contains(",")) {
      return List.of(url);
    }
    var rest =
        parts
            .group(3)
            .replaceAll("(?<=[?&])targetServerType=[^&]*&?", "")
            .replaceFirst("[?&]$", "");
    return Stream.of(parts.group(2).split(",")).map(host -> parts.group(1) + host + rest).toList();
  }

  boolean areSeveral() {
    return urls.size() > 1;
  }

  /** Whether nobody has looked at all of them yet; from now on somebody has. */
  boolean areMetFirst() {
    return areSeveral() && met.compareAndSet(false, true);
  }

  /** Takes note of what a server says that nobody is to use yet. */
  synchronized void hear(String url, @Nullable Timeline timeline) {
    if (timeline != null && (newest.equals(Timeline.UNKNOWN) || newest.isBefore(timeline))) {
      newest = timeline;
      latest = urls.indexOf(url);
    }
  }

  /** Whether a server has gone on further than all that were seen. */
  synchronized boolean areBehind(Timeline timeline) {
    return newest.isBefore(timeline);
  }

  /** A URL for each server; first that of the one that was the primary last. */
  List<String> urls() {
    var first = latest;
    return IntStream.range(0, urls.size())
        .mapToObj(i -> urls.get((first + i) % urls.size()))
        .toList();
  }

  /**
   * Takes note of a new connection. Where it shows that another server has become the primary, all
   * connections to the former one are broken off: it may be silent, or worse, answer.
   *
   * @throws SQLException when it is one to a former primary
   */
  void admit(String url, Connection connection, Timeline timeline) throws SQLException {
    if (timeline.equals(Timeline.UNKNOWN)) {
      latest = urls.indexOf(url);
      return;
    }
    List<Connection> former;
    synchronized (this) {
      if (timeline.isBefore(newest)) {
        throw new SQLException(
            ("At %s is a former primary, of %s: this process has seen %s. It is not used. Where an older"
                    + " backup was restored, start this process again.")
                .formatted(withoutSettings(url), timeline, newest),
            "08004");
      }
      former = timeline.equals(newest) ? List.of() : new ArrayList<>(open);
      if (!former.isEmpty()) {
        log.warn(
            "PostgreSQL has failed over to {}, from {} to {}; {} connections are broken off",
            withoutSettings(url),
            newest,
            timeline,
            former.size());
      }
      open.removeAll(former);
      open.removeIf(Servers::isClosed);
      newest = timeline;
      latest = urls.indexOf(url);
      open.add(connection);
    }
    former.forEach(Servers::breakOff);
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException broken) {
      return true;
    }
  }

  /** Whoever waits for an answer on it hears at once that none will come. */
  private static void breakOff(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException broken) {
      log.debug("It was broken already", broken);
    }
  }

  /** Of a URL, what anybody may read: settings may have a password in them. */
  static String withoutSettings(String url) {
    return url.replaceFirst("\\?.*", "");
  }
}
