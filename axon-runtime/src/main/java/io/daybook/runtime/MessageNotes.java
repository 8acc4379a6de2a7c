package io.daybook.runtime;

/** What an application wants to read beside each line of its log, of the message under way. */
@FunctionalInterface
public interface MessageNotes {

  /**
   * The order, or whatever else most lines are about, of a stream; empty when it is about none.
   *
   * @param stream the aggregate of a command, or the stream of an event
   */
  String subjectOf(String stream);
}
