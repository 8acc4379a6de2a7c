package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Personal;
import io.daybook.schema.Samples;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody has decided of every field of every event whether it says something of a person. */
class PersonalDataDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/personal-data.md");
  private static final String PERSONAL = "personal";
  private static final Set<String> VERDICTS = Set.of(PERSONAL, "pseudonym", "neither");
  private static final String HEAD = "| field | verdict |";

  @Test
  void every_field_has_a_verdict_and_what_is_personal_is_marked() throws IOException {
    var known = verdicts();
    var fields = fields();
    if (Boolean.getBoolean("daybook.docs.write")) {
      write(known, fields);
      known = verdicts();
    }
    assertThat(known.keySet())
        .as("fields in docs/personal-data.md; -Ddaybook.docs.write=true adds what is missing")
        .isEqualTo(fields.keySet());
    for (var field : fields.entrySet()) {
      var verdict = known.get(field.getKey());
      assertThat(VERDICTS).as(field.getKey()).contains(verdict);
      assertThat(verdict.equals(PERSONAL)).as(field.getKey()).isEqualTo(field.getValue());
    }
    assertThat(fields.values()).contains(true, false);
  }

  /** Whether each field is marked; fields of parts are named by their part. */
  private static Map<String, Boolean> fields() {
    var fields = new TreeMap<String, Boolean>();
    EventsDocument.ROOTS.stream().flatMap(Samples::leaves).forEach(event -> collect(event, fields));
    return fields;
  }

  private static void collect(Class<?> type, Map<String, Boolean> fields) {
    for (var field : type.getRecordComponents()) {
      var part = typeOf(field);
      var name = "`" + type.getSimpleName() + "." + field.getName() + "`";
      if (isPart(part)) {
        collect(part, fields);
      } else {
        fields.put(name, isMarked(field) || isOneMarkedText(part));
      }
    }
  }

  private static Class<?> typeOf(RecordComponent field) {
    return field.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : field.getType();
  }

  private static boolean isPart(Class<?> type) {
    return type.isRecord()
        && type.getName().startsWith("io.daybook.")
        && type.getRecordComponents().length > 1;
  }

  private static boolean isMarked(RecordComponent field) {
    return field.isAnnotationPresent(Personal.class);
  }

  private static boolean isOneMarkedText(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents()).allMatch(PersonalDataDocumentTest::isMarked);
  }

  private static Map<String, String> verdicts() {
    var rows = new TreeMap<String, String>();
    for (var row : MarkdownTable.read(DOCUMENT, HEAD)) {
      assertThat(rows.put("`" + row.get(0) + "`", row.get(1))).as(row.get(0)).isNull();
    }
    return rows;
  }

  private static void write(Map<String, String> known, Map<String, Boolean> fields)
      throws IOException {
    var text = Files.readString(DOCUMENT);
    var rows =
        fields.keySet().stream()
            .map(field -> "| " + field + " | " + known.getOrDefault(field, "?") + " |")
            .collect(Collectors.joining("\n"));
    var begin = text.indexOf(HEAD);
    var lines = List.of(text.substring(begin).split("\n", -1));
    var rest = lines.stream().dropWhile(line -> line.startsWith("|"));
    var table = Stream.of(HEAD, "|---|---|", rows);
    Files.writeString(
        DOCUMENT,
        text.substring(0, begin) + Stream.concat(table, rest).collect(Collectors.joining("\n")));
  }
}
