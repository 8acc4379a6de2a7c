package io.daybook.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register remembers what was on the disk, whatever died while it was written. */
class ErasureRegisterTest {
  private static final Erased OF_ADA = erased("ada");
  private static final Erased OF_GRACE = erased("grace");

  @TempDir Path directory;

  private static Erased erased(String customer) {
    return new Erased(
        ErasureId.random(), new CustomerId(customer), List.of(7L, 8L), "officer", 3, Instant.EPOCH);
  }

  private Path file() {
    return directory.resolve("new/erasures.jsonl");
  }

  @Test
  void it_remembers_each_erasure_once_for_its_owner_only() throws IOException {
    var register = ErasureRegister.in(file());
    register.add(List.of(OF_ADA));
    register.add(List.of(OF_ADA, OF_GRACE));
    assertThat(Files.readAllLines(file())).hasSize(2);
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(ErasureRegister.in(file()).allBut(List.of())).containsExactly(OF_ADA, OF_GRACE);
    assertThat(ErasureRegister.in(file()).allBut(List.of(OF_ADA))).containsExactly(OF_GRACE);
  }

  @Test
  void two_processes_share_it() throws IOException {
    var one = ErasureRegister.in(file());
    var other = ErasureRegister.in(file());
    one.add(List.of(OF_ADA));
    other.add(List.of(OF_GRACE));
    one.add(List.of(OF_GRACE));
    assertThat(ErasureRegister.in(file()).allBut(List.of())).containsExactly(OF_ADA, OF_GRACE);
  }

  @Test
  void a_line_that_was_not_finished_is_written_over() throws IOException {
    ErasureRegister.in(file()).add(List.of(OF_ADA));
    Files.writeString(file(), "{\"erasureId\": \"era", StandardOpenOption.APPEND);
    var register = ErasureRegister.in(file());
    assertThat(register.allBut(List.of())).containsExactly(OF_ADA);
    register.add(List.of(OF_GRACE));
    assertThat(ErasureRegister.in(file()).allBut(List.of())).containsExactly(OF_ADA, OF_GRACE);
  }

  @Test
  void a_damaged_line_is_not_passed_over() throws IOException {
    ErasureRegister.in(file()).add(List.of(OF_ADA));
    Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ErasureRegister.in(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Line 2 of ");
  }

  @Test
  void without_a_file_nothing_is_remembered() {
    var none = ErasureRegister.none();
    none.add(List.of(OF_ADA));
    assertThat(none.allBut(List.of())).isEmpty();
  }
}
