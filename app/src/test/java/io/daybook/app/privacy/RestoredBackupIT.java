package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of the whole database, log and keys, is older than an erasure. */
class RestoredBackupIT {
  @TempDir Path directory;

  private Path register;
  private PlatformThatRestarts shop;
  private String ofAda;
  private String ofGrace;

  @BeforeEach
  void open() {
    register = directory.resolve("kept/erasures.jsonl");
    shop =
        new PlatformThatRestarts(
            directory.resolve("sandbox.jsonl"),
            "--daybook.privacy.settle=1s",
            "--daybook.privacy.register=" + register);
    shop.openWith("TEA");
    ofAda = shop.place("ada");
    ofGrace = shop.place("grace");
    for (var order : List.of(ofAda, ofGrace)) {
      shop.awaitStatus(order, "PICKING");
      shop.deliver(order);
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void it_brings_nobody_back_and_the_log_says_so_again() throws IOException {
    shop.stop();
    var backup = WholeBackup.of(shop.database);
    shop.start();
    var receipt = shop.erased("ada");
    var erasure = receipt.path("id").asString();
    assertThat(Files.readAllLines(register)).hasSize(1).first().asString().contains(erasure);
    assertThat(Files.getPosixFilePermissions(register))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    shop.stop();

    backup.restore();
    assertThat(erasures()).isEmpty();
    assertThat(keysOf("ada")).as("the backup has the key").isEqualTo(1);
    shop.start();
    assertForgotten();
    assertThat(keysOf("ada")).isZero();
    assertThat(erasures()).containsExactly(erasure);
    var verdict =
        shop.send("GET", "/api/operations/log/verification", null, "auditor", Role.AUDITOR).body();
    assertThat(verdict.path("intact").asBoolean()).as("%s", verdict).isTrue();

    var again = shop.place("ada");
    shop.stop();
    shop.start();
    assertThat(shop.street(again)).as("who came back").isEqualTo("Street of ada-Zweigwort");
    assertForgotten();
    assertThat(erasures()).containsExactly(erasure);
    assertThat(Files.readAllLines(register)).hasSize(1);
  }

  @Test
  void a_process_that_hears_of_an_erasure_registers_it_and_one_that_is_new_learns_of_all()
      throws IOException {
    var other = directory.resolve("other.jsonl");
    try (var second =
        new PlatformThatRestarts(
            shop.database,
            directory.resolve("sandbox-2.jsonl"),
            "--daybook.privacy.register=" + other,
            "--daybook.roles=query")) {
      var erasure = shop.erased("ada").path("id").asString();
      // Either of them carries it out, and the other one hears of it.
      await().until(() -> Files.readString(other).contains(erasure));
      await().until(() -> Files.readString(register).contains(erasure));
      assertThat(second.street(ofAda)).isEqualTo("erased");
    }
    var all = Files.readString(register);
    Files.delete(register);
    shop.stop();
    shop.start();
    assertThat(Files.readString(register)).isEqualTo(all);
  }

  private void assertForgotten() {
    assertThat(shop.street(ofAda)).isEqualTo("erased");
    var known = shop.get("/api/privacy/subjects/ada/export").body().path("orders");
    assertThat(known)
        .filteredOn(order -> order.path("orderId").asString().equals(ofAda))
        .singleElement()
        .asString()
        .contains("\"erased\"")
        .doesNotContain("Zweigwort", "enc:1:");
    assertThat(shop.street(ofGrace)).isEqualTo("Street of grace-Zweigwort");
    assertThat(shop.get("/api/privacy/subjects/grace/export").body().toString())
        .contains("grace-Zweigwort");
  }

  private List<String> erasures() {
    return shop.jdbc.queryForList(
        "select payload ->> 'erasureId' from event_log.domain_event where stream = 'erasures' order by version",
        String.class);
  }

  private Long keysOf(String customer) {
    return shop.jdbc.queryForObject(
        "select count(*) from privacy.subject_key where subject = ? and wrapped is not null",
        Long.class,
        "customer:" + customer);
  }
}
