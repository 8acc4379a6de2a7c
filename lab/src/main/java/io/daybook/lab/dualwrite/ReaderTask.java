package io.daybook.lab.dualwrite;

import java.util.List;

/**
 * What a process that reads is told.
 *
 * @param port of its database
 * @param name of its group, and of its rows
 */
record ReaderTask(
    Reading reading, int port, String brokers, String topic, String name, Moment killedAt) {

  static ReaderTask of(String[] arguments) {
    return new ReaderTask(
        Reading.valueOf(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments[2],
        arguments[3],
        arguments[4],
        Moment.valueOf(arguments[5]));
  }

  List<String> arguments() {
    return List.of(reading.name(), Integer.toString(port), brokers, topic, name, killedAt.name());
  }

  ReaderTask killedAt(Moment moment) {
    return new ReaderTask(reading, port, brokers, topic, name, moment);
  }
}
