package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.app.Daybook;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.operation.OperationEvent;
import io.daybook.schema.privacy.PrivacyEvent;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.spring.stereotype.Aggregate;

/** What the code does with events: who makes them, whose stream they are in, who lifts them. */
final class EventsInCode {
  private final JavaClasses words;
  private final JavaClasses decisions;
  private final List<EventUpcaster> upcasters = upcasters();

  private EventsInCode(JavaClasses words, JavaClasses decisions) {
    this.words = words;
    this.decisions = decisions;
  }

  static EventsInCode read() {
    var importer = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());
    return new EventsInCode(
        importer.importPackages("io.daybook.schema"),
        importer.importPackages(
            "io.daybook.command",
            "io.daybook.privacy",
            "io.daybook.projection",
            "io.daybook.reconciliation",
            "io.daybook.relay",
            "io.daybook.query",
            "io.daybook.web",
            "io.daybook.app"));
  }

  /** Fails when the code has an event that is not among these. */
  void checkThatAllAre(List<Class<?>> events) {
    assertThat(
            words.stream()
                .filter(word -> word.isAnnotatedWith(Revision.class))
                .map(JavaClass::getName))
        .containsExactlyInAnyOrderElementsOf(events.stream().map(Class::getName).toList());
  }

  /** The type of the aggregate that follows such events. */
  String streamType(Class<?> root) {
    if (root == GoodsNoteBooked.class) {
      return "GoodsNote"; // of no aggregate: GoodsNotes appends it beside another one's events
    }
    if (root == PrivacyEvent.class) {
      return "Erasures"; // of no aggregate: all are in one stream
    }
    if (root == OperationEvent.class) {
      return "Act"; // of no aggregate: nothing follows from it
    }
    return decisions.stream()
        .filter(type -> type.isAnnotatedWith(Aggregate.class))
        .map(JavaClass::reflect)
        .filter(aggregate -> follows(aggregate, root))
        .map(aggregate -> aggregate.getAnnotation(Aggregate.class).type())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No aggregate follows " + root));
  }

  private static boolean follows(Class<?> aggregate, Class<?> root) {
    return Arrays.stream(aggregate.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
        .anyMatch(method -> method.getParameterTypes()[0].equals(root));
  }

  /** Links to the classes that make such an event, themselves or by a method of the event. */
  List<String> emitters(Class<?> event) {
    var makers =
        decisions.stream()
            .filter(type -> makes(type, event))
            .map(type -> type.getName().replaceFirst("\\$.*", ""))
            .distinct()
            .sorted()
            .map(
                name -> "[" + name.replaceFirst(".*\\.", "") + "](" + EventSources.link(name) + ")")
            .toList();
    assertThat(makers).as("who makes " + event).isNotEmpty();
    return makers;
  }

  private static boolean makes(JavaClass type, Class<?> event) {
    return Stream.concat(
            type.getConstructorCallsFromSelf().stream(),
            type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getRawReturnType().isEquivalentTo(event))
                .filter(call -> !call.getName().equals("on")))
        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(event));
  }

  /** Each former revision, and what lifts it. */
  List<String> upcasters(Class<?> event, int current) {
    return IntStream.range(1, current)
        .mapToObj(
            former -> former + " is lifted by " + name(upcasterOf(event, Integer.toString(former))))
        .toList();
  }

  private static String name(EventUpcaster upcaster) {
    var type = upcaster.getClass();
    return "[" + type.getSimpleName() + "](" + EventSources.link(type) + ")";
  }

  private EventUpcaster upcasterOf(Class<?> event, String former) {
    var row =
        new GenericDomainEventEntry<>(
            "Type", "stream", 0, "id", Instant.EPOCH, event.getName(), former, "{}", "{}");
    Serializer unused = Jackson3Serializer.builder().build();
    return upcasters.stream()
        .filter(
            upcaster ->
                upcaster
                    .upcast(Stream.of(new InitialEventRepresentation(row, unused)))
                    .noneMatch(lifted -> former.equals(lifted.getType().getRevision())))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("Nothing lifts revision " + former + " of " + event));
  }

  /** Those that the platform reads the log with. */
  private static List<EventUpcaster> upcasters() {
    return Arrays.stream(Daybook.class.getDeclaredMethods())
        .filter(method -> method.getReturnType() == EventUpcaster.class)
        .map(EventsInCode::made)
        .toList();
  }

  private static EventUpcaster made(Method bean) {
    try {
      bean.setAccessible(true);
      return (EventUpcaster) bean.invoke(new Daybook());
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
