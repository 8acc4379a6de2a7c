package io.daybook.privacy.erasure;

import io.daybook.privacy.ErasureLog;
import io.daybook.privacy.ErasureRegister;
import io.daybook.privacy.Keys;
import io.daybook.privacy.OrderKeys;
import io.daybook.privacy.PrivacyProperties;
import io.daybook.privacy.erasure.CustomerOrders.Ordered;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.ErasureId;
import io.daybook.web.Refused;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases customers: by deleting the key under which everything that is personal was sealed, and by
 * nothing else. First the key is closed, so that a new order gets another one; then, when no
 * process can still write under it, it is looked once more whether the shop works on an order that
 * needs it, and it is deleted.
 */
@Component
class Erasures {
  private static final String OPEN = "The shop still works on orders of this customer";
  private static final String NOT_CONFIRMED = "Somebody has refused it";
  private static final String HELD = "There is a hold on this customer";

  private final ErasureTable table;
  private final Keys keys;
  private final OrderKeys sealed;
  private final CustomerOrders orders;
  private final ErasureLog log;
  private final ErasureRegister register;
  private final PrivacyProperties properties;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Erasures(
      ErasureTable table,
      Keys keys,
      OrderKeys sealed,
      CustomerOrders orders,
      ErasureLog log,
      ErasureRegister register,
      PrivacyProperties properties,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.table = table;
    this.keys = keys;
    this.sealed = sealed;
    this.orders = orders;
    this.log = log;
    this.register = register;
    this.properties = properties;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Checks that something is known of a customer.
   *
   * @throws Refused 404 when nothing is
   */
  void checkKnown(CustomerId customer) {
    if (orders.of(customer).isEmpty() && keys.idsOf(OrderKeys.subject(customer)).isEmpty()) {
      throw Refused.missing(customer.toString());
    }
  }

  /**
   * Begins an erasure, or notes that it has to be confirmed.
   *
   * @throws Refused 409 while the shop works on an order, there is a hold, or another one is under
   *     way
   */
  Erasure ask(ErasureId id, CustomerId customer, @Nullable String reason, String asker) {
    var known = orders.of(customer);
    if (table.isHeld(customer)) {
      throw Refused.conflict("customer-on-hold", HELD);
    }
    checkNoneIsOpen(known);
    var clear = (int) known.stream().map(Ordered::orderId).filter(sealed::isInClear).count();
    if (!table.add(id, customer, reason, asker, clock.instant(), known.size(), clear)) {
      throw Refused.conflict(
          "erasure-under-way", "An erasure of this customer was asked for and has not ended");
    }
    if (!properties.fourEyes()) {
      close(id, customer, null);
    }
    return table.find(id).orElseThrow();
  }

  private static void checkNoneIsOpen(List<Ordered> known) {
    if (known.stream().anyMatch(Ordered::isOpen)) {
      throw Refused.conflict("fulfilment-open", OPEN + "; ask again when it has ended");
    }
  }

  /**
   * Confirms an erasure that somebody else has asked for.
   *
   * @throws Refused 409 when it was the same one, or nothing is to be confirmed
   */
  Erasure confirm(Erasure asked, String confirmer) {
    if (asked.askedBy().equals(confirmer)) {
      throw Refused.conflict("four-eyes", "Whoever has asked for an erasure cannot confirm it");
    }
    if (asked.state() != Erasure.State.ASKED) {
      throw decided();
    }
    close(asked.id(), asked.customerId(), confirmer);
    return table.find(asked.id()).orElseThrow();
  }

  /**
   * Does not let an erasure happen that waits for somebody to confirm it.
   *
   * @throws Refused 409 when it does not wait
   */
  Erasure refuse(Erasure asked) {
    if (!table.refused(asked.id(), Erasure.State.ASKED, NOT_CONFIRMED, clock.instant())) {
      throw decided();
    }
    return table.find(asked.id()).orElseThrow();
  }

  private static Refused decided() {
    return Refused.conflict("erasure-is-decided", "Nothing has to be confirmed any more");
  }

  private void close(ErasureId id, CustomerId customer, @Nullable String confirmer) {
    keys.close(OrderKeys.subject(customer));
    if (!table.close(id, confirmer, clock.instant().plus(properties.settle()))) {
      throw decided();
    }
  }

  /** Does the next step of one erasure that is due; false when there is none. */
  boolean advance() {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              var due = table.lockDue(clock.instant());
              due.ifPresent(this::advance);
              return due.isPresent();
            }));
  }

  /** Which keys go is stored before they go, so that a crash in between is made up for. */
  private void advance(Erasure.Due due) {
    if (due.state() == Erasure.State.DELETED) {
      keys.erase(OrderKeys.subject(due.customer()), due.keys());
      var event = new CustomerErased(due.id(), due.customer(), due.keys());
      var erased = log.append(event, due.actor(), due.actor(), due.logHead());
      register.add(List.of(erased));
      table.done(due.id(), erased.position(), clock.instant());
    } else if (table.isHeld(due.customer())) {
      refuse(due, HELD);
    } else if (orders.of(due.customer()).stream().anyMatch(Ordered::isOpen)) {
      refuse(due, OPEN);
    } else {
      var closed = keys.closedIdsOf(OrderKeys.subject(due.customer()));
      table.deleted(due.id(), closed, log.head());
    }
  }

  private void refuse(Erasure.Due due, String why) {
    table.refused(due.id(), Erasure.State.CLOSING, why, clock.instant());
  }
}
