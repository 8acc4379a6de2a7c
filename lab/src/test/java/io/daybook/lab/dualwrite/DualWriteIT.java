package io.daybook.lab.dualwrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import io.daybook.samples.broker.BrokerForTests;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes half a minute: PostgreSQL, a broker and a dozen processes are started. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class DualWriteIT {
  private static final int ORDERS = 500;
  @TempDir private static Path directory;
  private static Servers servers;
  private static BrokerForTests broker;
  private static OrderTrials orders;
  private static ReaderTrials readers;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.one();
    broker = BrokerForTests.startIn(directory.resolve("broker"));
    servers.execute(Part.ORDERS, Outbox.TABLE);
    servers.execute(Part.ORDERS, Parcels.TABLES);
    orders = new OrderTrials(servers, broker);
    readers = new ReaderTrials(servers, broker.bootstrapServers(), "to-read", ORDERS);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
    servers.close();
  }

  @Test
  void who_writes_the_database_first_loses_the_message() throws Exception {
    assertThat(orders.killedAt(Way.DATABASE_FIRST, Moment.COMMITTED))
        .isEqualTo(new Count(1, 1, 0, 0));
  }

  @Test
  void who_tells_the_broker_first_tells_of_what_never_was() throws Exception {
    assertThat(orders.killedAt(Way.BROKER_FIRST, Moment.SENT)).isEqualTo(new Count(0, 0, 1, 0));
  }

  @Test
  void who_tells_inside_the_transaction_does_so_too() throws Exception {
    assertThat(orders.killedAt(Way.INSIDE, Moment.SENT)).isEqualTo(new Count(0, 0, 1, 0));
  }

  @Test
  void an_outbox_that_is_killed_after_the_commit_tells_when_it_is_back() throws Exception {
    assertThat(orders.killedAt(Way.OUTBOX, Moment.COMMITTED).isEven()).isTrue();
  }

  @Test
  void an_outbox_that_is_killed_between_message_and_mark_tells_twice() throws Exception {
    assertThat(orders.killedAt(Way.OUTBOX, Moment.SENT)).isEqualTo(new Count(1, 0, 0, 1));
  }

  @Test
  void an_outbox_waits_for_a_broker_that_is_away_and_refuses_nobody() throws Exception {
    var told = orders.under(Way.OUTBOX, Fault.OUTAGES, 1);
    assertThat(told.count().isEven()).isTrue();
    assertThat(told.refused()).isZero();
  }

  @Test
  void a_reader_without_an_inbox_sends_a_second_parcel() throws Exception {
    var read = readers.killedHalfWay(Reading.EFFECT_FIRST);
    assertThat(read.doubled()).isPositive();
    assertThat(read.missing()).isZero();
  }

  @Test
  void a_reader_that_keeps_the_offset_first_leaves_parcels_out() throws Exception {
    var read = readers.killedHalfWay(Reading.OFFSET_FIRST);
    assertThat(read.doubled()).isZero();
    assertThat(read.missing()).isPositive();
  }

  @Test
  void a_reader_with_an_inbox_sends_each_parcel_once() throws Exception {
    var read = readers.killedHalfWay(Reading.INBOX);
    assertThat(read.doubled()).isZero();
    assertThat(read.missing()).isZero();
  }
}
