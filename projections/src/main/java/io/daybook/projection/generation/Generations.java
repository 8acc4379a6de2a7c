package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import io.daybook.web.Refused;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What may be asked of generations. Each request changes the control table, whichever process it
 * comes to, and all processes that follow the log act on it.
 */
@Component
class Generations {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);
  private static final State[] BUILDS = {State.BUILDING, State.PAUSED, State.FAILED};

  private final GenerationTable table;
  private final ModelTables models;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final TransactionTemplate apart;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Generations(
      GenerationTable table,
      ModelTables models,
      EventLog events,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.models = models;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Tells of changes that this process makes. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Every model has a generation of this release's version, or it is being built. */
  void makeSureOfAll() {
    for (var model : ReadModel.values()) {
      transaction.executeWithoutResult(_ -> makeSureOf(model));
    }
  }

  private void makeSureOf(ReadModel model) {
    table.lock(model);
    if (models.areThereBefore(model)) {
      table.addThoseBefore(model);
    }
    var live = table.ours(model, State.LIVE);
    if (live.isPresent()) {
      models.expose(live.get().generation());
      return;
    }
    var build = table.ours(model, BUILDS);
    if (build.isEmpty()) {
      begin(model, Purpose.SERVING);
    } else {
      // What failed with the release before may succeed with this one, and nobody is served else.
      table.change(build.get().generation(), State.BUILDING, State.FAILED);
    }
  }

  /**
   * Begins to build a generation.
   *
   * @throws Refused when one of the model is being built
   */
  Generation build(ReadModel model, Purpose purpose) {
    var generation =
        transaction.execute(
            _ -> {
              table.lock(model);
              table
                  .ours(model, BUILDS)
                  .ifPresent(
                      build -> {
                        throw Refused.conflict(
                            "one-rebuild-at-a-time",
                            "Generation %d of %s is %s; cancel it first, or let it end"
                                .formatted(
                                    build.generation().number(), model.title(), build.state()));
                      });
              return begin(model, purpose);
            });
    changed();
    return Objects.requireNonNull(generation);
  }

  /** Where the log is empty there is nothing to build. */
  private Generation begin(ReadModel model, Purpose purpose) {
    var head = events.headPosition();
    var isFirst = head < 0 && table.live(model).isEmpty();
    var generation =
        isFirst
            ? table.add(model, State.LIVE, Phase.FOLLOWING, purpose, head)
            : table.add(model, State.BUILDING, Phase.LOADING, purpose, head);
    models.create(generation);
    if (isFirst) {
      models.index(generation);
      models.expose(generation);
    }
    log.info("{} begins, for positions up to {}", generation.processor(), head);
    return generation;
  }

  /** Apart from the page that failed, whose transaction takes no more statements. */
  void fail(Generation generation, Entry.Failure failure) {
    if (Boolean.TRUE.equals(apart.execute(_ -> table.fail(generation, failure)))) {
      log.error(
          "{} cannot be built: {} at position {}: {}",
          generation.processor(),
          failure.event(),
          failure.position(),
          failure.cause());
      changed();
    }
  }

  /** Stops a building until it is resumed. */
  void pause(ReadModel model) {
    change(build(model), State.PAUSED, State.BUILDING, State.PAUSED);
  }

  /** Goes on with a building that was paused or has failed. */
  void resume(ReadModel model) {
    change(build(model), State.BUILDING, BUILDS);
  }

  /**
   * Gives a building up.
   *
   * @throws Refused when nothing could be read without it
   */
  void cancel(ReadModel model) {
    if (table.live(model).isEmpty()) {
      throw Refused.conflict(
          "no-live-generation", "Without it this release has no generation to read");
    }
    change(build(model), State.DROPPED, BUILDS);
  }

  /** Makes the former generation live, and the live one the former. */
  void rollBack(ReadModel model) {
    transaction.executeWithoutResult(
        _ -> {
          table.lock(model);
          var former =
              table
                  .ours(model, State.FORMER)
                  .orElseThrow(
                      () ->
                          Refused.conflict(
                              "no-former-generation",
                              "There is no former generation of version " + model.version()));
          makeLive(former.generation());
        });
    changed();
  }

  /** Within a transaction that has the model's lock: queries read another generation. */
  void makeLive(Generation generation) {
    table.live(generation.model()).ifPresent(live -> table.change(live, State.FORMER, State.LIVE));
    if (!table.change(generation, State.LIVE, State.BUILDING, State.FORMER)) {
      throw Refused.conflict("not-in-this-state", generation.processor() + " has changed");
    }
    models.expose(generation);
    log.info("{} is live", generation.processor());
  }

  /** Drops a generation that is not live any more. */
  void drop(ReadModel model, int number) {
    var entry =
        table
            .find(new Generation(model, number))
            .filter(found -> found.state() != State.DROPPED)
            .orElseThrow(() -> Refused.missing("generation " + number));
    change(entry, State.DROPPED, State.FORMER);
  }

  private Entry build(ReadModel model) {
    return table
        .ours(model, BUILDS)
        .orElseThrow(() -> Refused.conflict("no-rebuild", "No generation of it is being built"));
  }

  private void change(Entry entry, State to, State... from) {
    if (!table.change(entry.generation(), to, from)) {
      throw Refused.conflict(
          "not-in-this-state",
          "Generation %d of %s is %s"
              .formatted(
                  entry.generation().number(),
                  entry.generation().model().title(),
                  table.find(entry.generation()).map(Entry::state).orElse(State.DROPPED)));
    }
    changed();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }
}
