package io.daybook.lab.blocked;

import io.daybook.lab.shop.Coordination;
import io.daybook.lab.shop.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process: places an order as one transaction over three servers, or ends what another left. */
final class CoordinatorMain {
  static final String RECOVER = "recover";
  static final String RECOVERED = "RECOVERED";

  private CoordinatorMain() {}

  /**
   * Runs.
   *
   * @param arguments directory of the log, ports of the servers, order, SKU, and where to stand
   *     still; or directory, ports, and {@value #RECOVER}
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var ports = Stream.of(arguments[1].split(",", -1)).map(Integer::valueOf).toList();
    if (arguments[2].equals(RECOVER)) {
      Coordination.at(directory);
      Coordination.recover(ports);
      System.out.println(RECOVERED);
    } else {
      place(directory, ports, arguments[2], arguments[3], KillPoint.valueOf(arguments[4]));
    }
    System.exit(0);
  }

  private static void place(
      Path directory, List<Integer> ports, String order, String sku, KillPoint point)
      throws Exception {
    var marks = new Marks(point);
    var manager = Coordination.at(directory);
    manager.begin();
    for (var part : Part.values()) {
      var connection = Coordination.connect(part.of(ports));
      manager
          .getTransaction()
          .enlistResource(new MarkedResource(connection.getXAResource(), marks));
      part.change(connection.getConnection(), order, sku);
    }
    manager.commit();
  }
}
