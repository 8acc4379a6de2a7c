package io.daybook.relay.follow;

/** Somebody else works for a recipient by now, so this process must not. */
public final class LostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LostException(String why) {
    super(why);
  }

  public LostException(String why, Throwable cause) {
    super(why, cause);
  }
}
