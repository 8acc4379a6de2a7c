package io.daybook.lab.commit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks all others when the coordinator is gone; where all of them are prepared too, it waits. */
final class TwoPhaseParticipant extends Participant {
  private final List<Participant> all;
  private @Nullable String lastAnswers;

  /**
   * Begins.
   *
   * @param all whom it can ask, as far as the network lets it
   */
  TwoPhaseParticipant(int id, boolean willing, Network network, List<Participant> all) {
    super(id, willing, network);
    this.all = all;
  }

  @Override
  void hearOfProtocol(Message message) {}

  /** It asks again only when there is something new to hear. */
  @Override
  Collection<Integer> awaited() {
    var waits =
        phase() == Phase.INITIAL || (phase() == Phase.PREPARED && !answers().equals(lastAnswers));
    return waits ? List.of(0) : List.of();
  }

  @Override
  void timeOut(int other) {
    if (phase() == Phase.INITIAL) {
      decide(Phase.ABORTED);
      return;
    }
    for (var near : near()) {
      if (near.phase() == Phase.INITIAL) {
        near.decide(Phase.ABORTED); // it has promised nothing, so it may refuse
      }
    }
    near().stream().map(Party::phase).filter(Phase::isDecided).findFirst().ifPresent(this::decide);
    lastAnswers = answers();
  }

  private List<Participant> near() {
    return network().participantsNear(id()).stream()
        .filter(near -> near != id())
        .map(near -> all.get(near - 1))
        .toList();
  }

  private String answers() {
    return near().stream().map(near -> near.id() + "" + near.phase()).collect(Collectors.joining());
  }
}
