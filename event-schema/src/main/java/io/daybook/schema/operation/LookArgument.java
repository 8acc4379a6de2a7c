package io.daybook.schema.operation;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was asked for by an argument.
 *
 * @param value empty when it may be personal
 */
public record LookArgument(String name, String value) {
  /** Ids of the shop's own making, moments and numbers. Customers and actors are people. */
  private static final Set<String> IMPERSONAL =
      Set.of(
          "id",
          "orderId",
          "eventId",
          "correlationId",
          "correlation",
          "stream",
          "sku",
          "skus",
          "type",
          "status",
          "phase",
          "parked",
          "from",
          "to",
          "since",
          "asOf",
          "atPosition",
          "atVersion",
          "effectiveAt",
          "orderedFrom",
          "orderedTo",
          "first",
          "last",
          "after",
          "before",
          "minPosition",
          "name",
          "number",
          "limit");

  /** What people are called by has other characters, as a rule. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:.,+=_ \\[\\]{}-]{1,200}");

  /** What the log may know of an argument. */
  public static LookArgument of(String name, Object value) {
    var text = value.toString();
    var isKept = IMPERSONAL.contains(name) && PLAIN.matcher(text).matches();
    return new LookArgument(name, isKept ? text : "");
  }
}
