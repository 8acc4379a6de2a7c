package io.daybook.app.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong in two sentences, instead of a hundred lines of stack trace. */
final class DatabaseUnusableAnalyzer extends AbstractFailureAnalyzer<DatabaseUnusableException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, DatabaseUnusableException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), failure);
  }
}
