package io.daybook.console.overview;

import io.daybook.console.page.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where orders stand, as a picture: the way forward, and below it what is undone and what came
 * back. A wide one for screens, a tall one for telephones.
 *
 * @param places of the way
 * @param arrows between them, as paths of SVG
 * @param isTall whether places are below each other
 */
public record FlowPicture(
    int width, int height, List<Place> places, List<String> arrows, boolean isTall) {
  private static final int WIDE = 1200;
  private static final int TALL = 360;

  /**
   * A status that orders can have, and how many have it.
   *
   * @param filled the part of the place that is full, in units of the view box
   */
  public record Place(
      String status, long orders, int x, int y, int width, int height, long filled) {

    /** For people. */
    public String label() {
      return Shown.name(status);
    }

    /** For the style. */
    public String style() {
      return (orders == 0 ? "none " : "") + status.toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Keeps its own lists. */
  public FlowPicture {
    places = List.copyOf(places);
    arrows = List.copyOf(arrows);
  }

  /** Eight places beside each other, four below. */
  static FlowPicture wide(Map<String, Long> orders) {
    var places = new ArrayList<Place>();
    var arrows = new ArrayList<String>();
    var all = Flow.FORWARD.size();
    var step = WIDE / all;
    var wide = step - 26;
    for (int i = 0; i < all; i++) {
      places.add(place(Flow.FORWARD.get(i), orders, i * step + 13, 10, wide, 120, false));
      if (i > 0) {
        arrows.add(arrow(i * step - 13, 70, i * step + 9, 70));
      }
    }
    for (int i = 0; i < Flow.UNDONE.size(); i++) {
      places.add(place(Flow.UNDONE.get(i), orders, i * step + 13, 180, wide, 90, false));
    }
    arrows.add(arrow(step / 2, 134, step / 2, 174));
    arrows.add(arrow(step - 13, 225, step + 9, 225));
    var back = all - Flow.BACK.size();
    for (int i = 0; i < Flow.BACK.size(); i++) {
      places.add(place(Flow.BACK.get(i), orders, (back + i) * step + 13, 180, wide, 90, false));
    }
    arrows.add(arrow(all * step - step / 2, 134, all * step - step / 2, 174));
    arrows.add(arrow(all * step - step / 2 - 40, 134, back * step + step / 2 + 30, 174));
    return new FlowPicture(WIDE, 280, places, arrows, false);
  }

  /** One place below the other. */
  static FlowPicture tall(Map<String, Long> orders) {
    var places = new ArrayList<Place>();
    var arrows = new ArrayList<String>();
    var y = 4;
    for (var part : List.of(Flow.FORWARD, Flow.UNDONE, Flow.BACK)) {
      for (var status : part) {
        if (!status.equals(part.getFirst())) {
          arrows.add(arrow(TALL / 2, y - 14, TALL / 2, y - 3));
        }
        places.add(place(status, orders, 4, y, TALL - 8, 44, true));
        y += 58;
      }
      y += 14;
    }
    return new FlowPicture(TALL, y - 14, places, arrows, true);
  }

  private static Place place(
      String status, Map<String, Long> orders, int x, int y, int width, int height, boolean tall) {
    var all = orders.values().stream().mapToLong(Long::longValue).sum();
    var here = orders.getOrDefault(status, 0L);
    var whole = tall ? width : height;
    var filled = here == 0 ? 0 : Math.max(3, whole * here / Math.max(1, all));
    return new Place(status, here, x, y, width, height, filled);
  }

  private static String arrow(int fromX, int fromY, int toX, int toY) {
    return "M%d %dL%d %d".formatted(fromX, fromY, toX, toY);
  }

  /** The same for who does not see it. */
  public String inWords() {
    return places.stream()
        .map(place -> place.orders() + " " + place.label().toLowerCase(Locale.ENGLISH))
        .collect(Collectors.joining(", ", "Orders by stage: ", "."));
  }
}
