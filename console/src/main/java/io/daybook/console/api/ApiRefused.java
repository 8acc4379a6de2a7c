package io.daybook.console.api;

import java.util.List;
import java.util.stream.Collectors;

/** The API has said no; what it said is what is shown. */
public final class ApiRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Fault> faults;

  /** A field of a request, and what is wrong with it. */
  public record Fault(String field, String message) {}

  ApiRefused(int status, String said, List<Fault> faults) {
    super(said, null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults);
  }

  /** There is no such thing, or none for whoever looks. */
  public static ApiRefused missing(String what) {
    return new ApiRefused(404, "There is no " + what, List.of());
  }

  /** It may be asked again later. */
  public static ApiRefused busy(String said) {
    return new ApiRefused(503, said, List.of());
  }

  /** As HTTP has it. */
  public int status() {
    return status;
  }

  /** Whether somebody can mend the request, and send it again. */
  public boolean isMendable() {
    return status == 400 || status == 409 || status == 412 || status == 422;
  }

  /** By field, where the request breaks rules of its form. */
  public List<Fault> faults() {
    return faults;
  }

  /** All that the API said, in a line. */
  public String inWords() {
    return faults.isEmpty()
        ? said()
        : faults.stream()
            .map(fault -> fault.field() + " " + fault.message())
            .collect(Collectors.joining("; "));
  }

  /** What the API said. */
  public String said() {
    return "" + getMessage();
  }
}
