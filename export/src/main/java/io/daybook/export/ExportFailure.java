package io.daybook.export;

/** An export that cannot be done, and why, in words for whoever asked for it. */
final class ExportFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExportFailure(String message) {
    super(message);
  }
}
