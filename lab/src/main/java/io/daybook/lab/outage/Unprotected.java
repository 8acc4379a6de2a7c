package io.daybook.lab.outage;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent for the JVM of a platform that the laboratory has started: it takes away what no setting
 * takes away, in the class as it is loaded. The platform's code knows nothing of it, and its jar
 * does not contain it. Where the class is not as is expected here, the process ends.
 */
public final class Unprotected {
  /** Pauses are no longer drawn by lot. */
  static final String JITTER = "jitter";

  /** Every port is taken to be well. */
  static final String BREAKER = "breaker";

  /** Begins the line that says that it was done. */
  static final String SAID = "LABORATORY: without ";

  private static final String LANE = "io/daybook/outside/call/Lane";
  private static final String PAUSES = "pauses";
  private static final String WORKS = "works";
  private static final double HALF_AT_RANDOM = 0.5;
  private static final int REFUSED = 70;

  private Unprotected() {}

  /**
   * Called by the JVM before the platform starts.
   *
   * @param arguments what to take away, with a plus between
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    var changes = List.of(arguments.split("\\+", -1));
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              Module module,
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] bytes) {
            return LANE.equals(name) ? changedOrEnd(bytes, changes) : bytes;
          }
        });
  }

  private static byte[] changedOrEnd(byte[] bytes, List<String> changes) {
    try {
      var changed = bytes;
      for (var change : changes) {
        changed = changed(changed, change);
        System.out.println(SAID + change);
      }
      return changed;
    } catch (RuntimeException | Error otherwise) { // the JVM would go on with the class as it is
      otherwise.printStackTrace();
      Runtime.getRuntime().halt(REFUSED);
      throw otherwise;
    }
  }

  /** The class without one protection. */
  static byte[] changed(byte[] bytes, String change) {
    var times = new AtomicInteger();
    var transform =
        switch (change) {
          case JITTER ->
              ClassTransform.transformingMethodBodies(
                  method -> method.methodName().equalsString(PAUSES), withoutLot(times));
          case BREAKER -> alwaysWorks(times);
          default -> throw new IllegalArgumentException(change);
        };
    var classes = ClassFile.of();
    var changed = classes.transformClass(classes.parse(bytes), transform);
    if (times.get() != 1) {
      throw new IllegalStateException(change + " was found " + times + " times");
    }
    return changed;
  }

  private static CodeTransform withoutLot(AtomicInteger times) {
    return (code, element) -> {
      if (isHalf(element)) {
        times.incrementAndGet();
        code.dconst_0();
      } else {
        code.with(element);
      }
    };
  }

  private static boolean isHalf(CodeElement element) {
    return element instanceof ConstantInstruction constant
        && Double.valueOf(HALF_AT_RANDOM).equals(constant.constantValue());
  }

  private static ClassTransform alwaysWorks(AtomicInteger times) {
    return (type, element) -> {
      if (element instanceof MethodModel method && method.methodName().equalsString(WORKS)) {
        times.incrementAndGet();
        type.withMethodBody(
            method.methodName(),
            method.methodType(),
            method.flags().flagsMask(),
            code -> code.iconst_1().ireturn());
      } else {
        type.with(element);
      }
    };
  }
}
