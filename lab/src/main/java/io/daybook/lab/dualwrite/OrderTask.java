package io.daybook.lab.dualwrite;

import java.util.List;

/**
 * What a process that takes orders is told.
 *
 * @param port of the database
 * @param series how its topic is called, and what the ids of its orders begin with
 * @param callers how many customers it has at a time; with none it ends what others have left
 * @param patienceMillis how long its producer tries by itself
 * @param killedAt where it stands still
 */
record OrderTask(
    Way way,
    int port,
    String brokers,
    String series,
    int callers,
    long patienceMillis,
    Moment killedAt) {

  static OrderTask of(String[] arguments) {
    return new OrderTask(
        Way.valueOf(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments[2],
        arguments[3],
        Integer.parseInt(arguments[4]),
        Long.parseLong(arguments[5]),
        Moment.valueOf(arguments[6]));
  }

  List<String> arguments() {
    return List.of(
        way.name(),
        Integer.toString(port),
        brokers,
        series,
        Integer.toString(callers),
        Long.toString(patienceMillis),
        killedAt.name());
  }

  OrderTask killedAt(Moment moment) {
    return new OrderTask(way, port, brokers, series, callers, patienceMillis, moment);
  }

  OrderTask withCallers(int number) {
    return new OrderTask(way, port, brokers, series, number, patienceMillis, killedAt);
  }
}
