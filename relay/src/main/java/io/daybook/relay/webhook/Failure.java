package io.daybook.relay.webhook;

/** Why a call was not answered as it should be. It is what the owner of an endpoint is shown. */
enum Failure {
  /** There is no host of this name, or none of its addresses is one that may be called. */
  NO_ADDRESS,
  /** Nobody takes connections there. */
  NOT_CONNECTED,
  /** The certificate does not hold, or there is none. */
  NOT_TRUSTED,
  /** The whole answer was not there in time. */
  TIMED_OUT,
  /** The connection ended before there was an answer. */
  CUT_OFF,
  /** What came is no answer of HTTP, or has more or longer headers than are read. */
  UNREADABLE,
  /** The status is not 2xx. */
  REFUSED
}
