package io.daybook.saga.call;

/** The other sides that we call. */
public enum Port {
  PAYMENT,
  CARRIER,
  MAIL
}
