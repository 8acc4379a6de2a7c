package io.daybook.outside.notification;

import io.daybook.outside.call.CallHistoryTable;
import io.daybook.outside.call.CallHistoryTable.KeptCall;
import io.daybook.outside.call.Port;
import io.daybook.schema.order.OrderId;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what customers were told, over HTTP. Mails are not kept: each is written again. */
@RestController
class MailPages {
  private final CallHistoryTable calls;
  private final CustomerMails mails;

  MailPages(CallHistoryTable calls, CustomerMails mails) {
    this.calls = calls;
    this.mails = mails;
  }

  /** The mails of an order, the first first. */
  record MailsOfOrder(List<OneMail> mails) {}

  /**
   * A mail.
   *
   * @param state whether it went out: {@code DONE}
   * @param sentAt null unless it went out
   * @param html a whole document, of which no part is loaded from elsewhere
   */
  record OneMail(
      String subject,
      String text,
      String html,
      CallHistoryTable.State state,
      Instant askedAt,
      @Nullable Instant sentAt,
      @Nullable String lastFailure) {}

  /** What the customer was told of an order, and is going to be told. */
  @Allowed({Role.CLERK, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/api/operations/fulfilments/{orderId}/mails")
  MailsOfOrder mails(@PathVariable OrderId orderId) {
    return new MailsOfOrder(
        calls.of(orderId).stream()
            .filter(kept -> kept.call().port() == Port.MAIL)
            .map(this::written)
            .toList());
  }

  private OneMail written(KeptCall kept) {
    var mail = mails.writtenAgain(kept.event().get());
    var call = kept.call();
    return new OneMail(
        mail.subject(),
        mail.text(),
        mail.html(),
        call.state(),
        call.askedAt(),
        call.doneAt(),
        call.lastFailure());
  }
}
