package io.daybook.console.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would follow from a decision, as the API gives it. */
record PreviewAnswer(List<One> previews) {

  record One(
      String orderId,
      boolean goesOn,
      @Nullable String refused,
      boolean aboutMoney,
      int waitingEvents,
      List<PreviewScreen.Follows> follows) {}

  /** Orders of which the same would follow; the group with the most orders first. */
  List<PreviewScreen.Group> groups() {
    var groups = new LinkedHashMap<One, List<String>>();
    for (var one : previews) {
      var same =
          new One(
              "",
              one.goesOn(),
              one.refused(),
              one.aboutMoney(),
              one.waitingEvents(),
              one.follows());
      groups.computeIfAbsent(same, _ -> new ArrayList<>()).add(one.orderId());
    }
    return groups.entrySet().stream()
        .map(
            group ->
                new PreviewScreen.Group(
                    group.getValue(),
                    group.getKey().goesOn(),
                    group.getKey().refused(),
                    group.getKey().aboutMoney(),
                    group.getKey().waitingEvents(),
                    group.getKey().follows()))
        .sorted((one, other) -> Integer.compare(other.orders().size(), one.orders().size()))
        .toList();
  }
}
