package io.daybook.lab.commit;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between the parties. Messages of one to another keep their order. What a party has sent
 * and what was not heard when it stopped is lost: it may as well have stopped before sending it.
 */
final class Network {
  private final int parties;
  private final List<Message> underWay = new ArrayList<>();
  private int down;
  private int apart;

  Network(int parties) {
    this.parties = parties;
  }

  void send(int from, int to, Message.Kind kind) {
    if (reach(from, to)) {
      underWay.add(new Message(from, to, kind));
    }
  }

  /** The oldest of each pair of parties. */
  List<Message> deliverable() {
    var oldest = new ArrayList<Message>();
    for (var message : underWay) {
      if (oldest.stream().noneMatch(o -> o.from() == message.from() && o.to() == message.to())) {
        oldest.add(message);
      }
    }
    return oldest;
  }

  void take(Message message) {
    underWay.remove(message);
  }

  boolean isUnderWay(int from, int to) {
    return underWay.stream().anyMatch(one -> one.from() == from && one.to() == to);
  }

  boolean isUp(int party) {
    return (down >> party & 1) == 0;
  }

  /** Whether one hears the other. */
  boolean reach(int one, int other) {
    return isUp(one) && isUp(other) && (apart >> one & 1) == (apart >> other & 1);
  }

  /** All participants that one hears, itself among them. */
  List<Integer> participantsNear(int one) {
    var near = new ArrayList<Integer>();
    for (int other = 1; other < parties; other++) {
      if (other == one || reach(one, other)) {
        near.add(other);
      }
    }
    return near;
  }

  void stop(int party) {
    down |= 1 << party;
    underWay.removeIf(message -> message.from() == party || message.to() == party);
  }

  void divide(int side) {
    apart = side;
    underWay.removeIf(message -> !reach(message.from(), message.to()));
  }

  int parties() {
    return parties;
  }
}
