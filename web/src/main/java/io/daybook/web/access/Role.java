package io.daybook.web.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is to the shop. A token says so by its scopes. */
public enum Role {
  /** Orders, and asks about own orders only. */
  CUSTOMER,
  /** The catalogue, orders of anybody, returns. */
  CLERK,
  /** Stock, dispatch, delivery, returns. */
  WAREHOUSE,
  /** Reconciliation, totals, decisions about money. */
  FINANCE,
  /** Fulfilments, projections, processors, dead letters. */
  OPERATOR,
  /** Reads everything, with payloads, and changes nothing. */
  AUDITOR,
  /** What is known of customers: hands it out, and erases it. */
  PRIVACY,
  /** A service of the merchant: has itself told what happens, by webhooks of its own. */
  INTEGRATOR,
  /** A service: places orders with a business time in the past, and lists what they need. */
  IMPORTER,
  /** A service: reports deliveries, and nothing else. */
  CARRIER,
  /** A service: reads metrics, and nothing else. */
  SCRAPER;

  /** The scope that gives this role, such as {@code clerk}. */
  public String scope() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a scope gives, if it gives one. */
  public static Optional<Role> of(String scope) {
    return Arrays.stream(values()).filter(role -> role.scope().equals(scope)).findFirst();
  }
}
