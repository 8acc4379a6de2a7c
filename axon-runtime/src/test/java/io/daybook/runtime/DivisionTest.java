package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.runtime.Division.Held;
import io.daybook.runtime.Division.Runner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How segments are divided, without any process. */
class DivisionTest {
  private static final List<String> SEVEN = List.of("a", "b", "c", "d", "e", "f", "g");

  private static Runner runner(String name, String... refuses) {
    return new Runner(
        name,
        new HashSet<>(SEVEN),
        new HashSet<>(List.of(refuses).stream().map(Place::parse).toList()));
  }

  private static List<Held> segments(List<String> processors, int each, @Nullable String owner) {
    return processors.stream()
        .flatMap(
            name ->
                IntStream.range(0, each)
                    .mapToObj(n -> new Held(new Place(name, n), owner, false, false)))
        .toList();
  }

  @Test
  void whoever_is_alone_takes_all() {
    var share =
        Division.of("one", List.of(runner("one")), segments(List.of("a"), 2, null)).get("a");
    assertThat(share).isEqualTo(new Division.Share(Set.of(), Set.of(0, 1), Set.of(), 0));
  }

  @Test
  void who_comes_gets_a_share_and_nobody_gives_up_more_than_that() {
    var there = List.of(runner("old"), runner("new"));
    var held = segments(List.of("a"), 4, "old");
    assertThat(Division.of("old", there, held).get("a").release()).containsExactlyInAnyOrder(2, 3);
    assertThat(Division.of("new", there, held).get("a").take()).isEmpty();
  }

  /**
   * Seven processors of four over three: nine or ten each, and not seven times the larger share.
   */
  @Test
  void what_does_not_divide_goes_to_the_processes_in_turn() {
    var there = List.of(runner("x"), runner("y"), runner("z"));
    assertThat(sizes(there, segments(SEVEN, 4, null)).values()).containsOnly(9, 10);
    assertThat(sizes(there, segments(SEVEN, 2, null)).values()).containsOnly(4, 5);
  }

  private static Map<String, Integer> sizes(List<Runner> there, List<Held> held) {
    var sizes = new HashMap<String, Integer>();
    for (var runner : there) {
      for (var share : Division.of(runner.name(), there, held).values()) {
        sizes.merge(runner.name(), share.keep().size() + share.take().size(), Integer::sum);
      }
    }
    return sizes;
  }

  @Test
  void a_processor_grows_to_as_many_segments_as_processes_and_one_process_sees_to_it() {
    var there = List.of(runner("x"), runner("y"), runner("z"));
    var held = segments(List.of("a"), 2, "x");
    assertThat(Division.of("x", there, held).get("a").grow()).isEqualTo(4);
    assertThat(Division.of("y", there, held).get("a").grow()).isZero();
    assertThat(Division.of("x", there.subList(0, 2), held).get("a").grow()).isZero();
  }

  @Test
  void what_one_fails_at_is_for_another_and_for_anybody_when_all_fail_at_it() {
    var there = List.of(runner("x", "a/1"), runner("y"));
    var held = segments(List.of("a"), 2, "x");
    assertThat(Division.of("x", there, held).get("a").release()).containsExactly(1);
    var all = List.of(runner("x", "a/0", "a/1"), runner("y", "a/0", "a/1"));
    assertThat(Division.of("x", all, held).get("a").keep()).containsExactly(0);
    var older = List.of(runner("x", "a/0", "a/1"), runner("y"));
    assertThat(Division.of("x", older, held).get("a").release()).containsExactlyInAnyOrder(0, 1);
    var free = segments(List.of("a"), 2, null);
    assertThat(Division.of("y", older, free).get("a").take()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void a_segment_of_a_process_that_is_not_known_is_left_to_it_and_a_stopped_one_to_nobody() {
    var held =
        List.of(
            new Held(new Place("a", 0), "older release", false, false),
            new Held(new Place("a", 1), null, false, true),
            new Held(new Place("a", 2), null, true, false));
    var share = Division.of("x", List.of(runner("x")), held).get("a");
    assertThat(share.take()).containsExactly(2);
    assertThat(share.release()).isEmpty();
  }

  /** Processes come and go at random; what they do by their shares ends evenly and then rests. */
  @Test
  void wherever_it_begins_it_comes_to_rest_evenly() {
    var random = new Random(20_261_128);
    for (int run = 0; run < 500; run++) {
      var there = IntStream.range(0, 1 + random.nextInt(5)).mapToObj(n -> runner("p" + n)).toList();
      var held = new ArrayList<Held>();
      for (var name : SEVEN) {
        for (int n = 0; n < 1 << random.nextInt(4); n++) {
          var by = random.nextInt(there.size() + 1);
          var owner = by == there.size() ? null : there.get(by).name();
          held.add(new Held(new Place(name, n), owner, false, false));
        }
      }
      var rested = follow(there, follow(there, held));
      assertThat(follow(there, rested)).isEqualTo(rested);
      for (var name : SEVEN) {
        var each =
            there.stream()
                .mapToLong(
                    one ->
                        rested.stream()
                            .filter(row -> row.place().processor().equals(name))
                            .filter(row -> one.name().equals(row.owner()))
                            .count())
                .summaryStatistics();
        assertThat(each.getMax() - each.getMin()).isLessThanOrEqualTo(1);
        assertThat(rested).allSatisfy(row -> assertThat(row.owner()).isNotNull());
      }
    }
  }

  /** What becomes of the segments when each process does what its share says. */
  private static List<Held> follow(List<Runner> there, List<Held> held) {
    var next = new HashMap<Place, Held>();
    held.forEach(row -> next.put(row.place(), row));
    for (var runner : there) {
      Division.of(runner.name(), there, held)
          .forEach(
              (name, share) -> {
                share.release().forEach(n -> own(next, new Place(name, n), null));
                share.take().forEach(n -> own(next, new Place(name, n), runner.name()));
              });
    }
    return held.stream().map(row -> next.get(row.place())).toList();
  }

  private static void own(Map<Place, Held> rows, Place place, @Nullable String owner) {
    rows.put(place, new Held(place, owner, false, false));
  }
}
