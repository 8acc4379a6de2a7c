package io.daybook.lab.replicated;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * A process: one peer of the log and, while it leads, the coordinator of transactions. It is told
 * by lines what to do, and says by lines what it has done.
 */
final class PeerMain {
  static final String STARTED = "STARTED";
  static final String LEADS = "LEADS";
  static final String REACHED = "REACHED ";
  static final String PLACED = "PLACED ";
  static final String FAILED = "FAILED ";
  static final String KNOWS = "KNOWS ";
  static final String RESULT = "RESULT ";

  static final String PLACE = "place";
  static final String GO = "go";
  static final String ASK = "ask";
  static final String PACE = "pace";

  /** Instead of a point: it stands still nowhere. */
  static final String NOWHERE = "nowhere";

  private final ReplicatedDecisions decisions;
  private final Path directory;
  private final List<Integer> databases;
  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private final Semaphore go = new Semaphore(0);

  private PeerMain(ReplicatedDecisions decisions, Path directory, List<Integer> databases) {
    this.decisions = decisions;
    this.directory = directory;
    this.databases = databases;
  }

  /**
   * Runs until it is killed, or nobody is there who tells it what to do.
   *
   * @param arguments number of the peer, its port, where all peers are reached, its directory, and
   *     the ports of the databases
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Exception failure) { // threads of Ratis would else keep the process alive
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    var directory = Path.of(arguments[3]);
    var decisions =
        new ReplicatedDecisions(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            numbers(arguments[2]),
            directory.resolve("raft"));
    decisions.start();
    var peer = new PeerMain(decisions, directory, numbers(arguments[4]));
    Thread.ofPlatform().daemon().start(new Finisher(decisions, peer.databases, peer.own)::run);
    say(STARTED);
    var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = told.readLine(); line != null; line = told.readLine()) {
      peer.hear(line.split(" ", -1));
    }
  }

  static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static List<Integer> numbers(String words) {
    return Stream.of(words.split(",", -1)).map(Integer::valueOf).toList();
  }

  private void hear(String[] words) {
    switch (words[0]) {
      case PLACE -> Thread.startVirtualThread(() -> place(words[1], words[2], words[3]));
      case GO -> go.release();
      case ASK -> say(KNOWS + words[1] + " " + decisions.knows(name(words[1])));
      case PACE -> Thread.startVirtualThread(() -> pace(words));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static String name(String order) {
    return "lab-" + order;
  }

  private void place(String order, String sku, String point) {
    var name = name(order);
    if (!decisions.leads()) {
      say(FAILED + order + " it does not lead");
      return;
    }
    own.add(name);
    try (var transactions = new Transactions(databases)) {
      var verdict =
          transactions.place(name, order, sku, decisions, here -> standStill(here, point));
      say(PLACED + order + " " + verdict);
    } catch (Exception noAnswer) {
      say(FAILED + order + " " + noAnswer);
    } finally {
      own.remove(name); // whoever leads ends what is left
    }
  }

  private void standStill(Point here, String point) {
    if (here.name().equals(point)) {
      say(REACHED + point);
      go.acquireUninterruptibly();
    }
  }

  private void pace(String[] words) {
    try (var local = new LocalDecisions(directory.resolve("local.log"))) {
      var log = words[1].equals(Pace.Log.LOCAL.name()) ? local : decisions;
      var callers = new Callers(log, databases, own, Pace.Work.valueOf(words[2]));
      say(
          RESULT
              + callers.run(
                  Integer.parseInt(words[3]), Long.parseLong(words[4]), Long.parseLong(words[5])));
    } catch (Exception failure) {
      say(FAILED + "pace " + failure);
    }
  }
}
