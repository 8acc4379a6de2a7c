package com.example.warehouse;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The events that have come. Whoever writes here is in the transaction of the effect. */
record InboxTable(JdbcClient jdbc) {

  /** Notes an event; false when it has come before, and so must have no effect. */
  boolean isNew(String topic, ShopEvent event) {
    return note(event.id(), topic, event.subject(), event.position(), "");
  }

  /** Notes a message that could not be understood, for a person to read. */
  void note(String place, String topic, String why) {
    note(place, topic, "", 0, why);
  }

  private boolean note(String id, String topic, String subject, long position, String trouble) {
    return jdbc.sql(
                """
                insert into inbox (event_id, topic, subject, position, trouble)
                values (?, ?, ?, ?, nullif(?, '')) on conflict (event_id) do nothing
                """)
            .params(id, topic, subject, position, trouble)
            .update()
        == 1;
  }
}
