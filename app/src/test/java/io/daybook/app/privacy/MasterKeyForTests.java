package io.daybook.app.privacy;

/** The master key of processes that tests start; those inside a test have it by their settings. */
public final class MasterKeyForTests {
  public static final String ARGUMENT =
      "--daybook.privacy.master-key=dGhlIG1hc3RlciBrZXkgb2YgYWxsIG91ciB0ZXN0cyE=";

  private MasterKeyForTests() {}
}
