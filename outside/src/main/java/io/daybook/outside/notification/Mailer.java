package io.daybook.outside.notification;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.order.OrderId;

/** Mail to customers. */
public interface Mailer {

  /**
   * Sends a mail to the customer of an order.
   *
   * @throws io.daybook.outside.call.RefusedException when this mail will never be taken
   * @throws io.daybook.outside.call.NotDoneException when it was certainly not sent
   * @throws RuntimeException when it is not known whether it was
   */
  void send(Mail mail);

  /**
   * One mail.
   *
   * @param key the same for the same order and kind of news, so that a repetition can be recognized
   * @param subject one line
   * @param text plain text, for readers that show no HTML
   * @param html a whole document that says the same
   */
  record Mail(IdempotencyKey key, OrderId orderId, String subject, String text, String html) {}
}
