package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.privacy.Erased;
import io.daybook.privacy.ErasureLog;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.ErasureId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A customer is erased through one process, and another one has everything in its memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesIT {
  private static final String SETTLE = "--daybook.privacy.settle=1s";

  @TempDir static Path directory;

  private PlatformThatRestarts one;
  private PlatformThatRestarts other;

  @BeforeAll
  void open() {
    one = new PlatformThatRestarts(directory.resolve("sandbox.jsonl"), SETTLE);
    other =
        new PlatformThatRestarts(
            one.database,
            directory.resolve("other.jsonl"),
            SETTLE,
            "--daybook.roles=command,query");
    one.openWith("TEA");
  }

  @AfterAll
  void close() {
    other.close();
    one.close();
  }

  @Test
  void the_other_one_forgets_soon_and_seals_for_who_comes_back_under_a_new_key() {
    var before = other.place("ada");
    one.awaitStatus(before, "PICKING");
    one.deliver(before);
    assertThat(other.street(before)).as("is in memory").isEqualTo("Street of ada-Zweigwort");
    var keys = keysIn(before);
    assertThat(keys).hasSize(1);

    one.erased("ada");
    await().atMost(Duration.ofSeconds(10)).until(() -> other.street(before).equals("erased"));
    assertThat(other.get("/api/privacy/subjects/ada/export").body().toString())
        .doesNotContain("Zweigwort");

    var again = other.place("ada");
    assertThat(keysIn(again)).hasSize(1).doesNotContainAnyElementsOf(keys);
    assertThat(one.street(again)).isEqualTo("Street of ada-Zweigwort");
    assertThat(other.street(before)).isEqualTo("erased");
  }

  @Test
  void a_return_of_an_old_order_brings_no_key_back() {
    var old = other.place("lin");
    one.awaitStatus(old, "PICKING");
    one.deliver(old);
    one.erased("lin");
    var lines = List.of(Map.of("sku", "TEA", "quantity", 1, "disposition", "RESTOCK"));
    var back = other.post("/api/orders/" + old + "/returns", Map.of("lines", lines));
    assertThat(back.status()).as("%s", back).isLessThan(300);
    one.awaitStatus(old, "RETURNED");
    await().atMost(Duration.ofSeconds(10)).until(() -> other.street(old).equals("erased"));
    assertThat(
            one.jdbc.queryForObject(
                "select count(*) from privacy.subject_key where subject = 'customer:lin' and wrapped is not null",
                Long.class))
        .isZero();
  }

  /** As after a backup was restored, when both start at the same time. */
  @Test
  void what_both_carry_out_again_is_said_once() throws Exception {
    var logs = Stream.of(one, other).map(shop -> shop.context.getBean(ErasureLog.class)).toList();
    var before = logs.getFirst().head();
    var erasures =
        Stream.generate(ErasureId::random)
            .limit(5)
            .map(id -> new CustomerErased(id, new CustomerId("nobody"), List.of()))
            .toList();
    var work = new ArrayList<Callable<Erased>>();
    erasures.forEach(
        erasure ->
            logs.forEach(
                log -> work.add(() -> log.append(erasure, "officer", "system:privacy", before))));
    var said = new ArrayList<Erased>();
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      for (var one : threads.invokeAll(work)) {
        said.add(one.get());
      }
    }
    assertThat(new HashSet<>(said)).hasSize(5);
    assertThat(logs.getFirst().head()).isEqualTo(before + 5);
  }

  /** The keys that the names and addresses of an order are sealed under. */
  private List<Long> keysIn(String order) {
    return one.jdbc.queryForList(
        """
        select distinct split_part(payload -> 'deliveryAddress' ->> 'street', ':', 3)::bigint
          from event_log.domain_event where stream = ? and version = 0
        """,
        Long.class,
        order);
  }
}
