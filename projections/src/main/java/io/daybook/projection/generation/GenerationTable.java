package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.LiveGenerations;
import io.daybook.projection.ReadModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The control table: what every process knows of the generations, and how it is changed. */
@Component
class GenerationTable implements LiveGenerations {
  /** The first halves of the keys of our advisory locks. */
  private static final int CHANGES = 4_713;

  private static final int LEADS = 4_714;

  /** A newer release may have others beside this one. */
  private static final String[] KNOWN =
      Arrays.stream(ReadModel.values()).map(ReadModel::title).toArray(String[]::new);

  private static final RowCallbackHandler NOTHING = _ -> {};

  private final JdbcTemplate jdbc;

  GenerationTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    migrate(dataSource, "projection", "control");
    migrate(dataSource, "dead_letter", "dead_letter");
  }

  private static void migrate(DataSource dataSource, String schema, String directory) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema)
        .locations("classpath:db/projection/" + directory)
        .load()
        .migrate();
  }

  /** Keeps others from beginning or swapping generations of a model until the transaction ends. */
  void lock(ReadModel model) {
    jdbc.query("select pg_advisory_xact_lock(?, hashtext(?))", NOTHING, CHANGES, model.title());
  }

  /** Whether this transaction is the only one of all processes that leads a building. */
  boolean leads(Generation generation) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select pg_try_advisory_xact_lock(?, hashtext(?))",
            Boolean.class,
            LEADS,
            generation.processor()));
  }

  /** All generations whose tables are still there, the oldest first. */
  List<Entry> all() {
    return jdbc.query(
        "select * from projection.generation where not gone and model = any (?) order by model, number",
        (row, _) -> Entry.read(row),
        (Object) KNOWN);
  }

  List<Entry> of(ReadModel model) {
    return all().stream().filter(entry -> entry.generation().model() == model).toList();
  }

  /** A generation of this release's version that is in one of these states. */
  Optional<Entry> ours(ReadModel model, State... states) {
    return of(model).stream()
        .filter(entry -> entry.isOurs() && Arrays.asList(states).contains(entry.state()))
        .reduce((_, later) -> later);
  }

  Optional<Entry> find(Generation generation) {
    return of(generation.model()).stream()
        .filter(entry -> entry.generation().equals(generation))
        .findFirst();
  }

  /** A generation, also when its tables are gone. */
  Optional<Entry> ever(Generation generation) {
    return jdbc
        .query(
            "select * from projection.generation where model = ? and number = ?",
            (row, _) -> Entry.read(row),
            generation.model().title(),
            generation.number())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Generation> live(ReadModel model) {
    return jdbc
        .query(
            """
            select number from projection.generation
             where model = ? and version = ? and state = 'LIVE'
            """,
            (row, _) -> new Generation(model, row.getInt(1)),
            model.title(),
            model.version())
        .stream()
        .findFirst();
  }

  /** Adds a generation with the next number. */
  Generation add(ReadModel model, State state, Phase phase, Purpose purpose, long target) {
    var number =
        jdbc.queryForObject(
            """
            insert into projection.generation (model, number, version, state, phase, purpose, target, live_at)
            select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, case when ? = 'LIVE' then now() end
              from projection.generation where model = ?
            returning number
            """,
            Integer.class,
            model.title(),
            model.version(),
            state.name(),
            phase.name(),
            purpose.name(),
            target,
            state.name(),
            model.title());
    return new Generation(model, Objects.requireNonNull(number));
  }

  /** Notes the tables that an earlier release has made, once. */
  void addThoseBefore(ReadModel model) {
    jdbc.update(
        """
        insert into projection.generation (model, number, version, state, phase, purpose, target)
        values (?, ?, 0, 'FORMER', 'FOLLOWING', 'SERVING', -1) on conflict do nothing
        """,
        model.title(),
        Generation.BEFORE_GENERATIONS);
  }

  /** Changes the state, if it is one of those that it may be changed from. */
  boolean change(Generation generation, State to, State... from) {
    return jdbc.update(
            """
            update projection.generation
               set state = ?, changed_at = now(), failed_position = null, failed_event = null, cause = null,
                   live_at = case when ? = 'LIVE' then now() else live_at end
             where model = ? and number = ? and state = any (?)
            """,
            to.name(),
            to.name(),
            generation.model().title(),
            generation.number(),
            Arrays.stream(from).map(State::name).toArray(String[]::new))
        > 0;
  }

  /** Goes on to another phase, unless the building has ended. */
  boolean change(Generation generation, Phase from, Phase to) {
    return jdbc.update(
            """
            update projection.generation set phase = ?, changed_at = now()
             where model = ? and number = ? and phase = ? and state in ('BUILDING', 'PAUSED', 'LIVE')
            """,
            to.name(),
            generation.model().title(),
            generation.number(),
            from.name())
        > 0;
  }

  /** Stops a building, if it is still one. */
  boolean fail(Generation generation, Entry.Failure failure) {
    return jdbc.update(
            """
            update projection.generation
               set state = case when purpose = 'VERIFICATION' then 'DROPPED' else 'FAILED' end,
                   changed_at = now(), failed_position = ?, failed_event = ?, cause = ?
             where model = ? and number = ? and state = 'BUILDING'
            """,
            failure.position(),
            failure.event(),
            failure.cause().replace('\0', ' '),
            generation.model().title(),
            generation.number())
        > 0;
  }

  /** Notes how far it is. */
  void sample(Generation generation, long position, long target, double rate, List<String> nodes) {
    jdbc.update(
        """
        update projection.generation
           set position = ?, target = ?, events_per_second = ?, nodes = ?, sampled_at = clock_timestamp()
         where model = ? and number = ?
        """,
        position,
        target,
        rate,
        nodes.toArray(String[]::new),
        generation.model().title(),
        generation.number());
  }

  /** Notes how many rows of the live generation differ, and ends. */
  void compared(Generation generation, int differing) {
    jdbc.update(
        """
        update projection.generation set state = 'DROPPED', changed_at = now(), differing = ?
         where model = ? and number = ?
        """,
        differing,
        generation.model().title(),
        generation.number());
  }

  void gone(Generation generation) {
    jdbc.update(
        "update projection.generation set gone = true where model = ? and number = ?",
        generation.model().title(),
        generation.number());
  }
}
