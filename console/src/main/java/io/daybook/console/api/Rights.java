package io.daybook.console.api;

import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;

/**
 * What somebody may ask of the API, as its contract says. It decides what is on a page and what is
 * not; whether something is done decides the API itself.
 */
public final class Rights {
  private final Contract contract;
  private final Caller caller;

  Rights(Contract contract, Caller caller) {
    this.contract = contract;
    this.caller = caller;
  }

  /**
   * Whether a field of GraphQL may be asked for.
   *
   * @param field such as {@code Query.orderDiff}
   */
  public boolean maySee(String field) {
    return caller.isAny(contract.field(field).toArray(Role[]::new));
  }

  /**
   * Whether an address of REST lets in.
   *
   * @param operation such as {@code POST /api/orders/{id}/cancellation}
   */
  public boolean mayDo(String operation) {
    return caller.isAny(contract.operation(operation).toArray(Role[]::new));
  }
}
