package com.example.warehouse;

import com.example.warehouse.PickTable.Pick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks what is open, prints the label, and lets the parcel leave. Here a program does it at once;
 * in a real warehouse these are people, and the program asks when they scan the parcel.
 */
final class Picker implements Loop.Work {
  private static final Logger log = LoggerFactory.getLogger(Picker.class);
  private static final int PAGE = 50;
  private static final Duration LATER = Duration.ofSeconds(2);

  private final PickTable picks;
  private final Stock stock;
  private final Addresses addresses;
  private final String labels;
  private final Runnable whenDispatched;

  Picker(
      PickTable picks, Stock stock, Addresses addresses, String labels, Runnable whenDispatched) {
    this.picks = picks;
    this.stock = stock;
    this.addresses = addresses;
    this.labels = labels;
    this.whenDispatched = whenDispatched;
  }

  @Override
  public boolean run() throws Exception {
    var due = picks.due(PAGE);
    for (var pick : due) {
      var label = addresses.labelOf(pick.orderId());
      if (label.isEmpty()) {
        picks.later(pick, LATER); // it is being cancelled, most probably, and we shall hear of it
      } else {
        print(pick, label.get());
        if (stock.dispatch(pick)) {
          whenDispatched.run();
          log.info("{} of {} has left", pick.shipmentId(), pick.orderId());
        }
      }
    }
    return due.size() == PAGE;
  }

  /** On paper, as it were: it is kept nowhere else. */
  private void print(Pick pick, List<String> label) throws IOException {
    if (!labels.isEmpty()) {
      Files.write(Path.of(labels, pick.shipmentId() + ".txt"), label);
    }
  }
}
